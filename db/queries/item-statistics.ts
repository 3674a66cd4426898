import { and, asc, eq, gt, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { papers, type PaperItem } from '../schema/attempts.ts'
import { questionVersions } from '../schema/bank.ts'
import { examSummaries, itemSummaries } from '../schema/item-analysis.ts'
import { insertRows } from './insert-rows.ts'

export type ExamSummaryRow = typeof examSummaries.$inferSelect
export type ItemSummaryRow = typeof itemSummaries.$inferSelect

/** What the figures of an exam's items rest on, in a few numbers: another state gives other ones. */
export type ExamState = {
  examId: string
  release: 'at-once' | 'after-close'
  closesAtMs: number | null
  attempts: number
  handedIn: number
  lastClosedAt: string | null
  lastVoidedAt: string | null
  /** The corrections of keys in force. */
  keyFixes: string | null
}

/** The state of one exam, or of every published exam that has attempts. */
export async function readExamStates(tx: Db, examId?: string): Promise<ExamState[]> {
  const only = examId === undefined ? sql`true` : sql`e.id = ${examId}`
  const { rows } = await tx.execute<ExamState>(sql`
    select e.id as "examId", e.release, (extract(epoch from e.closes_at) * 1000)::float8 as "closesAtMs",
      count(*)::int as attempts,
      count(*) filter (where a.state = 'handed-in')::int as "handedIn",
      max(a.closed_at)::text as "lastClosedAt",
      max(a.voided_at)::text as "lastVoidedAt",
      (select string_agg(f.id::text, ' ' order by f.id) from key_fixes f
        where f.exam_id = e.id and f.state = 'applied') as "keyFixes"
    from exams e
    join attempts a on a.exam_id = e.id
    where e.published_at is not null and ${only}
    group by e.id
    order by e.id`)
  return rows
}

/** Keeps others from computing the figures of an exam until the transaction ends. False: somebody is at it. */
export async function takeSummaryLock(tx: Db, examId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`item-summaries ${examId}`}, 0)) as taken`,
  )
  return rows[0]?.taken ?? false
}

/** The counted attempts of an exam by their papers: the first that each person handed in (rule IA2). */
export async function listCountedAttempts(tx: Db, examId: string) {
  const { rows } = await tx.execute<{ attemptId: string; paperId: string; startedAtMs: number }>(sql`
    select distinct on (person_id) id as "attemptId", paper_id as "paperId",
      (extract(epoch from started_at) * 1000)::float8 as "startedAtMs"
    from attempts
    where exam_id = ${examId} and state = 'handed-in'
    order by person_id, started_at, id`)
  return rows
}

/** A batch of an exam's papers, in the order of their ids. */
export async function listPapersAfter(
  tx: Db,
  { examId, after, limit }: { examId: string; after: string; limit: number },
): Promise<{ id: string; items: PaperItem[] }[]> {
  return tx
    .select({ id: papers.id, items: papers.items })
    .from(papers)
    .where(and(eq(papers.examId, examId), gt(papers.id, after)))
    .orderBy(asc(papers.id))
    .limit(limit)
}

export type LoggedResponse = { attemptId: string; itemId: string; response: string[]; atMs: number }

/** The answer logs of some attempts, each in its order: the last row of an item is its current answer. */
export async function listLogs(
  tx: Db,
  { examId, attemptIds }: { examId: string; attemptIds: readonly string[] },
): Promise<LoggedResponse[]> {
  const { rows } = await tx.execute<LoggedResponse>(sql`
    select attempt_id as "attemptId", item_id as "itemId", response,
      (extract(epoch from server_at) * 1000)::float8 as "atMs"
    from responses
    where exam_id = ${examId} and attempt_id = any(${sql.param([...attemptIds])}::uuid[])
    order by attempt_id, generation, seq`)
  return rows
}

/** The ids of the options of question versions, as their authors wrote them. */
export async function readOptionIds(tx: Db, versionIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx
    .select({ id: questionVersions.id, options: questionVersions.options })
    .from(questionVersions)
    .where(sql`${questionVersions.id} = any(${sql.param([...versionIds])}::uuid[])`)
  return new Map(rows.map(({ id, options }) => [id, options.map((option) => option.id)]))
}

export async function findExamSummary(tx: Db, examId: string): Promise<ExamSummaryRow | null> {
  const [row] = await tx.select().from(examSummaries).where(eq(examSummaries.examId, examId))
  return row ?? null
}

/** When the figures of each exam were computed, and of which state. */
export async function listSummaryDigests(tx: Db) {
  return tx
    .select({
      examId: examSummaries.examId,
      digest: examSummaries.digest,
      computedAt: examSummaries.computedAt,
    })
    .from(examSummaries)
}

/** Puts new summaries of an exam in the place of the old ones. */
export async function replaceSummaries(
  tx: Db,
  exam: ExamSummaryRow,
  items: readonly ItemSummaryRow[],
): Promise<void> {
  const { examId, ...fields } = exam
  await tx
    .insert(examSummaries)
    .values(exam)
    .onConflictDoUpdate({ target: examSummaries.examId, set: fields })
  await tx.delete(itemSummaries).where(eq(itemSummaries.examId, examId))
  await insertRows(tx, itemSummaries, items)
}
