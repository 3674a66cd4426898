import { and, asc, desc, eq, gte, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { questions, questionVersions } from '../schema/bank.ts'
import { exams } from '../schema/campaigns.ts'
import { itemSummaries, questionFigures } from '../schema/item-analysis.ts'
import { laws } from '../schema/laws.ts'
import { insertRows } from './insert-rows.ts'
import type { ItemSummaryRow } from './item-statistics.ts'

export type QuestionFiguresRow = typeof questionFigures.$inferSelect

const questionColumns = {
  questionId: questions.id,
  code: questions.code,
  version: questionVersions.version,
  versionId: questionVersions.id,
  kind: questionVersions.kind,
  difficulty: questionVersions.difficulty,
  lawShort: laws.short,
  article: questionVersions.article,
}

/** The item summaries of an exam with what may be said of each question outside the bank, by their codes. */
export async function listItemsOfExam(tx: Db, examId: string) {
  return tx
    .select({ summary: itemSummaries, question: questionColumns })
    .from(itemSummaries)
    .innerJoin(questionVersions, eq(questionVersions.id, itemSummaries.questionVersionId))
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .innerJoin(laws, eq(laws.id, questionVersions.lawId))
    .where(eq(itemSummaries.examId, examId))
    .orderBy(asc(questions.code), asc(questionVersions.version))
}

/** The stems of question versions: for authors and reviewers alone. */
export async function readStems(tx: Db, versionIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: questionVersions.id, stem: questionVersions.stem })
    .from(questionVersions)
    .where(sql`${questionVersions.id} = any(${sql.param([...versionIds])}::uuid[])`)
  return new Map(rows.map(({ id, stem }) => [id, stem]))
}

/** A version as it was asked, with its summary in one exam. */
export type AskedVersion = {
  summary: ItemSummaryRow
  version: Pick<
    typeof questionVersions.$inferSelect,
    'id' | 'questionId' | 'version' | 'kind' | 'stem' | 'options' | 'material'
  >
  exam: Pick<typeof exams.$inferSelect, 'id' | 'titleZh' | 'titleEn' | 'lawDate' | 'release' | 'closesAt'>
}

/** Every summary of these questions, the newest exam first, and in an exam the newest version. */
export async function listAskedVersions(tx: Db, questionIds: readonly string[]): Promise<AskedVersion[]> {
  return tx
    .select({
      summary: itemSummaries,
      version: {
        id: questionVersions.id,
        questionId: questionVersions.questionId,
        version: questionVersions.version,
        kind: questionVersions.kind,
        stem: questionVersions.stem,
        options: questionVersions.options,
        material: questionVersions.material,
      },
      exam: {
        id: exams.id,
        titleZh: exams.titleZh,
        titleEn: exams.titleEn,
        lawDate: exams.lawDate,
        release: exams.release,
        closesAt: exams.closesAt,
      },
    })
    .from(itemSummaries)
    .innerJoin(questionVersions, eq(questionVersions.id, itemSummaries.questionVersionId))
    .innerJoin(exams, eq(exams.id, itemSummaries.examId))
    .where(sql`${questionVersions.questionId} = any(${sql.param([...questionIds])}::uuid[])`)
    .orderBy(desc(exams.lawDate), desc(exams.id), desc(questionVersions.version))
}

/** The questions that an exam asked, as its summaries say. */
export async function listQuestionsOfExam(tx: Db, examId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: questionVersions.questionId })
    .from(itemSummaries)
    .innerJoin(questionVersions, eq(questionVersions.id, itemSummaries.questionVersionId))
    .where(eq(itemSummaries.examId, examId))
  return rows.map(({ id }) => id)
}

/** Lets nobody else pool questions until the transaction ends: what is read after it holds what others have written. */
export async function holdQuestionFigures(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('question-figures', 0))`)
}

/** Puts new pooled figures of questions in the place of the old ones; a question without new ones has none. */
export async function replaceQuestionFigures(
  tx: Db,
  questionIds: readonly string[],
  rows: readonly QuestionFiguresRow[],
): Promise<void> {
  await tx
    .delete(questionFigures)
    .where(sql`${questionFigures.questionId} = any(${sql.param([...questionIds])}::uuid[])`)
  await insertRows(tx, questionFigures, rows)
}

/** A page of the questions that have figures, the most urgent and most asked first. */
export async function listQuestionFigures(
  tx: Db,
  { urgency, flag }: { urgency: number; flag?: string | undefined },
  { limit, offset }: { limit: number; offset: number },
) {
  const where = and(
    gte(questionFigures.urgency, urgency),
    flag === undefined
      ? undefined
      : sql`${questionFigures.flags} @> ${JSON.stringify([{ name: flag }])}::jsonb`,
  )
  const rows = await tx
    .select({ figures: questionFigures, question: { ...questionColumns, stem: questionVersions.stem } })
    .from(questionFigures)
    .innerJoin(questionVersions, eq(questionVersions.id, questionFigures.questionVersionId))
    .innerJoin(questions, eq(questions.id, questionFigures.questionId))
    .innerJoin(laws, eq(laws.id, questionVersions.lawId))
    .where(where)
    .orderBy(desc(questionFigures.urgency), desc(questionFigures.attempts), asc(questions.code))
    .limit(limit)
    .offset(offset)
  return { rows, total: await tx.$count(questionFigures, where) }
}

/** How many questions have figures, by urgency. */
export async function countQuestionFigures(tx: Db): Promise<Map<number, number>> {
  const rows = await tx
    .select({ urgency: questionFigures.urgency, count: sql<number>`count(*)::int` })
    .from(questionFigures)
    .groupBy(questionFigures.urgency)
  return new Map(rows.map(({ urgency, count }) => [urgency, count]))
}
