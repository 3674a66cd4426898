import { and, asc, eq, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { questionVersions } from '../schema/bank.ts'
import { lawArticles, laws, lawVersions } from '../schema/laws.ts'
import { insertRows } from './insert-rows.ts'

export type LawRow = typeof laws.$inferSelect
export type LawVersionRow = typeof lawVersions.$inferSelect
export type ArticleRow = typeof lawArticles.$inferSelect
export type VersionOfLaw = { lawId: string; version: string }
export type ArticleKey = VersionOfLaw & { label: string }

/**
 * An article of a version by its label (`第四十八条`), with its text: paragraphs, one per line.
 *
 * @returns Null when the text of the version was not imported, or has no such article.
 */
export async function readArticle(tx: Db, { lawId, version, label }: ArticleKey): Promise<ArticleRow | null> {
  const [row] = await tx
    .select()
    .from(lawArticles)
    .where(and(eq(lawArticles.lawId, lawId), eq(lawArticles.version, version), eq(lawArticles.label, label)))
  return row ?? null
}

/** The articles of a version in their order; empty when its text was not imported. */
export async function listArticles(tx: Db, { lawId, version }: VersionOfLaw): Promise<ArticleRow[]> {
  return tx
    .select()
    .from(lawArticles)
    .where(and(eq(lawArticles.lawId, lawId), eq(lawArticles.version, version)))
    .orderBy(asc(lawArticles.position))
}

/** Whether the text of a version was imported. */
export async function hasArticles(tx: Db, { lawId, version }: VersionOfLaw): Promise<boolean> {
  const count = await tx.$count(
    lawArticles,
    and(eq(lawArticles.lawId, lawId), eq(lawArticles.version, version)),
  )
  return count > 0
}

export async function findLaw(tx: Db, lawId: string): Promise<LawRow | null> {
  const [row] = await tx.select().from(laws).where(eq(laws.id, lawId))
  return row ?? null
}

/** Keeps a law locked until the transaction ends: its versions follow one another without overlapping. */
export async function lockLaw(tx: Db, lawId: string): Promise<LawRow | null> {
  const [row] = await tx.select().from(laws).where(eq(laws.id, lawId)).for('update')
  return row ?? null
}

/** Laws of a name, in full or in short. */
export async function findLawNamed(tx: Db, name: string): Promise<LawRow | null> {
  const short = name.replace(/^中华人民共和国/, '')
  const [row] = await tx
    .select()
    .from(laws)
    .where(sql`${laws.title} = ${name} or ${laws.short} in (${name}, ${short})`)
  return row ?? null
}

/** The branches of law that laws of the registry belong to. */
export async function listLawFields(tx: Db): Promise<string[]> {
  const rows = await tx.selectDistinct({ field: laws.field }).from(laws).orderBy(asc(laws.field))
  return rows.flatMap(({ field }) => (field === '' ? [] : [field]))
}

/** @returns False when there is a law of this id. */
export async function insertLaw(tx: Db, row: LawRow): Promise<boolean> {
  const rows = await tx.insert(laws).values(row).onConflictDoNothing().returning({ id: laws.id })
  return rows.length > 0
}

/**
 * The versions of a law in their order, each with how many articles of its text were imported and how many approved
 * questions cite it.
 */
export async function listVersionsOfLaw(tx: Db, lawId: string) {
  // Written out: a column of the only table of a query would lose the name of its table.
  const articles = sql<number>`(select count(*)::int from law_articles one
    where one.law_id = law_versions.law_id and one.version = law_versions.version)`
  const questions = sql<number>`(select count(*)::int from question_versions one
    where one.law_id = law_versions.law_id and one.law_version = law_versions.version
      and one.state = 'approved')`
  const rows = await tx
    .select({ version: lawVersions, imported: articles, questions })
    .from(lawVersions)
    .where(eq(lawVersions.lawId, lawId))
    .orderBy(asc(lawVersions.effectiveFrom))
  return rows.map(({ version, ...counts }) => ({ ...version, ...counts }))
}

export async function insertLawVersion(tx: Db, row: typeof lawVersions.$inferInsert): Promise<void> {
  await tx.insert(lawVersions).values(row)
}

export async function updateLawVersion(
  tx: Db,
  { lawId, version }: VersionOfLaw,
  change: Partial<Omit<LawVersionRow, 'lawId' | 'version'>>,
): Promise<void> {
  await tx
    .update(lawVersions)
    .set(change)
    .where(and(eq(lawVersions.lawId, lawId), eq(lawVersions.version, version)))
}

/** Writes the text of a version, in place of what was there. */
export async function replaceArticles(
  tx: Db,
  { lawId, version }: VersionOfLaw,
  articles: readonly Pick<ArticleRow, 'label' | 'chapter' | 'text'>[],
): Promise<void> {
  await tx.delete(lawArticles).where(and(eq(lawArticles.lawId, lawId), eq(lawArticles.version, version)))
  await insertRows(
    tx,
    lawArticles,
    articles.map(({ label, chapter, text }, index) => ({
      lawId,
      version,
      position: index + 1,
      label,
      chapter,
      text,
    })),
  )
}

/** How many questions cite each article of a version: approved ones, and all that are not retired. */
export async function countCitations(
  tx: Db,
  { lawId, version }: VersionOfLaw,
): Promise<Map<string, { approved: number; alive: number }>> {
  const rows = await tx
    .select({
      article: questionVersions.article,
      approved: sql<number>`(count(*) filter (where ${questionVersions.state} = 'approved'))::int`,
      alive: sql<number>`count(*)::int`,
    })
    .from(questionVersions)
    .where(
      and(
        eq(questionVersions.lawId, lawId),
        eq(questionVersions.lawVersion, version),
        sql`${questionVersions.state} <> 'retired'`,
      ),
    )
    .groupBy(questionVersions.article)
  return new Map(rows.map(({ article, ...counts }) => [article, counts]))
}
