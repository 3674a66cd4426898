import { setImmediate as nextTurn } from 'node:timers/promises'

import { isReleased } from '#app/domain/release.ts'
import type { Figure } from '#app/domain/item-analysis-figures.ts'
import { rankTally, summariseItem } from '#app/domain/item-analysis-tally.ts'
import { testFiguresOf } from '#app/domain/item-analysis-test-figures.ts'
import type { Db } from '#db/client.ts'
import { requireExam } from '#db/queries/attempts.ts'
import { readInstant } from '#db/queries/instant.ts'
import {
  findExamSummary,
  type ItemSummaryRow,
  readExamStates,
  replaceSummaries,
  takeSummaryLock,
} from '#db/queries/item-statistics.ts'
import {
  type AskedVersion,
  holdQuestionFigures,
  listAskedVersions,
  listQuestionsOfExam,
  type QuestionFiguresRow,
  replaceQuestionFigures,
} from '#db/queries/question-figures.ts'

import { examDigest } from './exam-digest.ts'
import { gatherExam, type Gathered } from './gather-exam.ts'
import { type PooledQuestion, poolQuestion, type StoredSums, urgencyRank } from './pool-question.ts'

/**
 * Computes the figures of an exam's items again, if the exam has changed since: attempts handed in, voided or annulled,
 * keys corrected, results released. One transaction; nothing that a running exam needs is locked.
 *
 * The state is read before the attempts, so what comes in meanwhile makes them stale, never wrongly fresh.
 *
 * @returns `fresh`: there was nothing to do, or somebody else is at it.
 * @see docs/rules/item-analysis.md Rule IA15.
 */
export function refreshSummaries(db: Db, examId: string): Promise<'computed' | 'fresh'> {
  return db.transaction(async (tx) => {
    if (!(await takeSummaryLock(tx, examId))) return 'fresh'
    const now = await readInstant(tx)
    const [state] = await readExamStates(tx, examId)
    if (!state) return 'fresh'
    const digest = examDigest(state, now)
    if ((await findExamSummary(tx, examId))?.digest === digest) return 'fresh'

    const before = await listQuestionsOfExam(tx, examId)
    const gathered = await gatherExam(tx, await requireExam(tx, examId))
    const stamp = { examId, digest, computedAt: now }
    const attempts = gathered.tally.scores.length
    const figures = testFiguresOf(gathered.tally)
    const items = await summariseItems(gathered, stamp)
    await replaceSummaries(tx, { ...stamp, attempts, papers: gathered.papers, figures }, items)
    const questions = new Set([...before, ...(await listQuestionsOfExam(tx, examId))])
    await refreshQuestions(tx, [...questions], now)
    return 'computed'
  })
}

async function summariseItems(
  { tally, exposure, versions }: Gathered,
  stamp: Pick<ItemSummaryRow, 'examId' | 'digest' | 'computedAt'>,
): Promise<ItemSummaryRow[]> {
  const standings = rankTally(tally)
  const rows: ItemSummaryRow[] = []
  for (const [questionVersionId, papers] of exposure) {
    const { key, options } = versions.get(questionVersionId) ?? { key: null, options: [] }
    const item = { versionId: questionVersionId, options }
    const sums: StoredSums = { ...summariseItem(tally, standings, item), key: key && [...key] }
    const attempts = tally.columns.get(questionVersionId)?.size ?? 0
    rows.push({ ...stamp, questionVersionId, attempts, papers, sums })
    // A column of 20,000 answers takes some milliseconds: whoever saves an answer goes first.
    await nextTurn()
  }
  return rows
}

/** Questions pooled at once: their summaries are in memory together. */
const BATCH = 200

/** Pools the figures of questions over the exams whose results are released. */
async function refreshQuestions(tx: Db, questionIds: readonly string[], now: Date): Promise<void> {
  await holdQuestionFigures(tx)
  for (let at = 0; at < questionIds.length; at += BATCH) {
    const batch = questionIds.slice(at, at + BATCH)
    const asked = await listAskedVersions(tx, batch)
    const released = new Map<string, AskedVersion[]>(batch.map((id) => [id, []]))
    for (const one of asked) if (isReleased(one.exam, now)) released.get(one.version.questionId)?.push(one)
    const rows = [...released.values()].flatMap((one) => {
      const question = poolQuestion(one)
      return question ? [figuresRow(question, now)] : []
    })
    await replaceQuestionFigures(tx, batch, rows)
    await nextTurn()
  }
}

function figuresRow({ newest, pooled, sums, figures, flags }: PooledQuestion, now: Date): QuestionFiguresRow {
  const known = (figure: Figure) => (typeof figure === 'number' ? figure : null)
  return {
    questionId: newest.version.questionId,
    questionVersionId: newest.version.id,
    attempts: sums.n,
    exams: new Set(pooled.map(({ exam }) => exam.id)).size,
    facility: known(figures.facility),
    pointBiserial: known(figures.pointBiserial),
    flags,
    urgency: urgencyRank(flags),
    computedAt: now,
  }
}
