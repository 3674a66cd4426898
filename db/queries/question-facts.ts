import { eq, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { examQuestionFacts } from '../schema/blueprints.ts'
import { insertRows } from './insert-rows.ts'

export type QuestionFactRow = { questionId: string; papers: number; facility: number | null }

/** What was known of questions when an exam was published. */
export async function listExamFacts(tx: Db, examId: string): Promise<QuestionFactRow[]> {
  const { questionId, papers, facility } = examQuestionFacts
  return tx
    .select({ questionId, papers, facility })
    .from(examQuestionFacts)
    .where(eq(examQuestionFacts.examId, examId))
    .orderBy(questionId)
}

/** Writes the facts of an exam anew, whatever was there. */
export async function replaceExamFacts(
  tx: Db,
  examId: string,
  facts: readonly QuestionFactRow[],
): Promise<void> {
  await tx.delete(examQuestionFacts).where(eq(examQuestionFacts.examId, examId))
  await insertRows(
    tx,
    examQuestionFacts,
    facts.map((fact) => ({ examId, ...fact })),
  )
}

/** So many papers are read; of more, every k-th is read and counts k times. */
export const mostPapersRead = 10_000

/**
 * How many papers of all exams had each question, made after `since` and not after `until`; questions that none had are
 * left out. Beyond `mostPapersRead` papers the counts are estimates from a sample chosen by the digest of the paper's id,
 * so that the cost is bounded (docs/evidence/assembly.md).
 */
export async function countExposures(
  tx: Db,
  { since, until, most = mostPapersRead }: { since: Date; until: Date; most?: number },
): Promise<{ questionId: string; papers: number }[]> {
  const between = sql`papers.created_at > ${since.toISOString()}::timestamptz and papers.created_at <= ${until.toISOString()}::timestamptz`
  const { rows: counted } = await tx.execute<{ papers: number }>(
    sql`select count(*)::int as papers from papers where ${between}`,
  )
  const step = Math.max(1, Math.ceil((counted[0]?.papers ?? 0) / most))
  const { rows } = await tx.execute<{ questionId: string; papers: number }>(sql`
    select version.question_id as "questionId", (count(*) * ${step}::int)::int as papers
    from papers
    cross join lateral jsonb_to_recordset(papers.items) as item("questionVersionId" uuid)
    join question_versions version on version.id = item."questionVersionId"
    where ${between} and (${step}::int = 1 or abs(hashtext(papers.id::text)::bigint) % ${step}::int = 0)
    group by version.question_id`)
  return rows
}

/**
 * The share of right answers of each question over all its versions and exams, of those that enough people were asked.
 * Sums are kept per exam and version (db/schema/item-analysis.ts).
 */
export async function listFacilities(
  tx: Db,
  leastAnswers: number,
): Promise<{ questionId: string; facility: number }[]> {
  const { rows } = await tx.execute<{ questionId: string; facility: number }>(sql`
    select version.question_id as "questionId",
      (sum((summary.sums->>'right')::bigint)::float8 / sum((summary.sums->>'n')::bigint)) as facility
    from item_summaries summary
    join question_versions version on version.id = summary.question_version_id
    group by version.question_id
    having sum((summary.sums->>'n')::bigint) >= greatest(1, ${leastAnswers}::int)`)
  return rows
}
