import { date, foreignKey, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'

export const laws = pgTable('laws', {
  id: text().primaryKey(),
  short: text().notNull(),
  title: text().notNull(),
  /** Branch of law (部门法), by which blueprints and lists group laws. */
  field: text().notNull().default(''),
})

/** A law as it stood from one day to another. Future and repealed versions are normal. */
export const lawVersions = pgTable(
  'law_versions',
  {
    lawId: text()
      .notNull()
      .references(() => laws.id),
    version: text().notNull(),
    promulgated: date({ mode: 'string' }).notNull(),
    effectiveFrom: date({ mode: 'string' }).notNull(),
    effectiveTo: date({ mode: 'string' }),
    articleCount: integer().notNull(),
    verifiedOn: date({ mode: 'string' }).notNull(),
    source: text().notNull(),
    /** Adoption and amendments, one per line, as the text itself says them. */
    history: text().notNull().default(''),
  },
  (row) => [primaryKey({ columns: [row.lawId, row.version] })],
)

/** The text of a version, article by article. A version whose text was not imported has none. */
export const lawArticles = pgTable(
  'law_articles',
  {
    lawId: text().notNull(),
    version: text().notNull(),
    /** Order in the law, from 1. */
    position: integer().notNull(),
    /** As the law writes it: `第四十八条`, `第二百八十七条之一`. */
    label: text().notNull(),
    /** The part, chapter and section it stands in, joined by ` · `. */
    chapter: text().notNull().default(''),
    /** Paragraphs, one per line, without the label. */
    text: text().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.lawId, row.version, row.position] }),
    unique('law_articles_label').on(row.lawId, row.version, row.label),
    foreignKey({
      name: 'law_articles_version',
      columns: [row.lawId, row.version],
      foreignColumns: [lawVersions.lawId, lawVersions.version],
    }),
  ],
)
