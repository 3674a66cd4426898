import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { questionVersions } from './bank.ts'
import { exams } from './campaigns.ts'
import { instant } from './columns.ts'

/**
 * What the attempts of one exam say about one question version, as sums that can be added up over exams and versions
 * (app/domain/item-analysis.ts). Computed again whenever the exam has newer attempts.
 */
export const itemSummaries = pgTable(
  'item_summaries',
  {
    examId: uuid()
      .notNull()
      .references(() => exams.id),
    questionVersionId: uuid()
      .notNull()
      .references(() => questionVersions.id),
    /** Closed attempts whose paper had it. */
    attempts: integer().notNull(),
    /** Papers that had it, sat or not: its exposure. */
    papers: integer().notNull(),
    sums: jsonb().$type<unknown>().notNull(),
    /** What it was computed from: another state of the exam gives another digest. */
    digest: text().notNull(),
    computedAt: instant().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.examId, row.questionVersionId] }),
    index('item_summaries_version').on(row.questionVersionId),
  ],
)
