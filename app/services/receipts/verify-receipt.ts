import type { Outcome } from '#app/domain/regrade.ts'
import { isReleased } from '#app/domain/release.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import {
  type AttemptRow,
  type ExamRow,
  listResponses,
  type PaperRow,
  requireExam,
  requirePaper,
  type ResponseRow,
} from '#db/queries/attempts.ts'
import { findCandidate, findReceiptWithAttempt } from '#db/queries/candidate.ts'
import { readExamKeys, readKeysUnder } from '#db/queries/exam-keys.ts'
import { readInstant } from '#db/queries/instant.ts'

import { firstDigest, nextDigest, paperDigest } from '../attempts/chain.ts'
import { gradeParts, type RecomputedGrade } from './grade-parts.ts'
import type { Statement } from './receipt-payload.ts'
import type { Signer } from './signer.ts'
import { isOurs, outcomeOf, readScoreRecord, recordHolds, statedOutcome } from './stated-outcome.ts'

/**
 * signature: the receipt is ours, unaltered · record: the attempt still says what was signed, or signed corrections lead
 * from there to what it says now · paper: the paper is the one the chain began with · chain: no answer was changed, removed,
 * added or reordered · grade: the answers, graded afresh by the keys the receipt names, earn the score that was signed,
 * and by the keys in force the score that holds.
 */
export const checkNames = ['signature', 'record', 'paper', 'chain', 'grade'] as const
export type CheckName = (typeof checkNames)[number]

export type Verification = {
  receiptId: string
  /** Every check passed. */
  valid: boolean
  checks: Record<CheckName, boolean>
  examTitleZh: string
  examTitleEn: string
  /** The first sign of the name only: whoever checks a sheet has the whole name on it. */
  maskedName: string
  closedAt: Date
  tryNo: number
  answered: number
  items: number
  /** As the receipt states it. Null until the exam's release rule allows. */
  score: number | null
  fullMarks: number
  passed: boolean | null
  /** Since then, a key was corrected and a newer receipt holds, with this score. Null: this is the newest. */
  corrected: { at: Date; score: number | null; passed: boolean | null } | null
  /** Number of links of the answer chain that were recomputed. */
  links: number
  chainHead: string
  keyId: string
  /** Since then, the attempt was declared void. The receipt stays what it was: a statement of that moment. */
  voidedAt: Date | null
}

/**
 * Checks a receipt against the record, recomputing everything it rests on. Whoever holds the receipt's number may
 * ask: it is shown to its candidate only, and cannot be guessed.
 */
export async function verifyReceipt(
  { db, signer }: { db: Db; signer: Signer },
  receiptId: string,
): Promise<Result<Verification, 'not-found'>> {
  // One picture of the record: a correction that commits meanwhile is in all of it or in none.
  return db.transaction((tx) => verifyWithin({ db: tx, signer }, receiptId), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })
}

async function verifyWithin(
  { db, signer }: { db: Db; signer: Signer },
  receiptId: string,
): Promise<Result<Verification, 'not-found'>> {
  const found = await findReceiptWithAttempt(db, receiptId)
  if (!found || !found.attempt.closedAt) return refuse('not-found')
  const { attempt, receipt } = found
  const exam = await requireExam(db, attempt.examId)
  const paper = await requirePaper(db, attempt.paperId)
  const responses = await listResponses(db, { examId: attempt.examId, attemptId: attempt.id })
  const record = await readScoreRecord(db, attempt)
  const stated = statedOutcome(record, receiptId)
  const checks: Record<CheckName, boolean> = {
    signature: isOurs(signer, receipt),
    record: recordHolds(signer, record),
    paper: digestOf(paper) === paper.digest,
    chain: chainHolds(attempt, { exam, paper, responses }),
    grade: await earns(db, stated.statement, { attempt, exam, paper }),
  }
  const released = isReleased(exam, await readInstant(db))
  return ok({
    receiptId,
    valid: checkNames.every((name) => checks[name]),
    checks,
    examTitleZh: exam.titleZh,
    examTitleEn: exam.titleEn,
    maskedName: masked((await findCandidate(db, attempt.personId))?.name ?? ''),
    closedAt: found.attempt.closedAt,
    tryNo: attempt.tryNo,
    answered: attempt.answered ?? 0,
    items: paper.items.length,
    ...shownScore(stated.outcome ?? outcomeOf(attempt), attempt, released),
    fullMarks: exam.fullMarks / 100,
    corrected: stated.correctedAt && {
      at: stated.correctedAt,
      ...shownScore(outcomeOf(attempt), attempt, released),
    },
    links: responses.length,
    chainHead: attempt.chainHead.toString('hex'),
    keyId: receipt.keyId,
    voidedAt: attempt.voidedAt,
  })
}

type Graded = { attempt: AttemptRow; exam: ExamRow; paper: PaperRow }

/**
 * Whether the answers earn what was signed by the keys of then, and what holds by the keys of now. An annulled attempt
 * counts as nothing and is not graded again.
 */
async function earns(
  db: Db,
  statement: Statement | null,
  { attempt, exam, paper }: Graded,
): Promise<boolean> {
  const versionIds = paper.items.map(({ questionVersionId }) => questionVersionId)
  const by = (keys: Awaited<ReturnType<typeof readExamKeys>>) =>
    gradeParts(db, attempt, { exam, paper, keys })
  const fits = (grade: RecomputedGrade, { score, passed }: Outcome) =>
    grade.score === score && grade.answered === attempt.answered && passed === grade.score >= exam.passMarks
  if (!statement) return false
  const named = { examId: exam.id, keyFixIds: statement.keyFixIds }
  if (!fits(await by(await readKeysUnder(db, named, versionIds)), statement)) return false
  if (attempt.state === 'annulled') return true
  return fits(await by(await readExamKeys(db, exam.id, versionIds)), outcomeOf(attempt))
}

function shownScore(
  { score, passed }: Outcome,
  attempt: AttemptRow,
  released: boolean,
): Pick<Verification, 'score' | 'passed'> {
  if (!released) return { score: null, passed: null }
  return { score: score / 100, passed: passed && attempt.state === 'handed-in' }
}

/** jsonb keeps no order of keys, so the items are put back into the order in which assembly makes them. */
function digestOf({ examId, seed, items }: PaperRow): string {
  return paperDigest({
    examId,
    seed,
    items: items.map(({ itemId, questionVersionId, kind, options, marks }) => ({
      itemId,
      questionVersionId,
      kind,
      options,
      marks,
    })),
  })
}

type ChainParts = { exam: ExamRow; paper: PaperRow; responses: readonly ResponseRow[] }

function chainHolds(attempt: AttemptRow, { exam, paper, responses }: ChainParts): boolean {
  let head = firstDigest({ attemptId: attempt.id, paperDigest: paper.digest, rules: exam.rules })
  for (const [index, row] of responses.entries()) {
    head = nextDigest(head, row)
    if (row.link !== index + 1 || !head.equals(row.digest)) return false
  }
  return responses.length === attempt.links && head.equals(attempt.chainHead)
}

const masked = (name: string) =>
  name.slice(0, 1) + '＊'.repeat(Math.max(1, Math.min(2, [...name].length - 1)))
