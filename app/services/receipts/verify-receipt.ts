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
import { readInstant } from '#db/queries/instant.ts'

import { firstDigest, nextDigest, paperDigest } from '../attempts/chain.ts'
import { gradeParts, type RecomputedGrade } from './grade-parts.ts'
import type { Signer } from './signer.ts'

/**
 * signature: the receipt is ours, unaltered · record: the attempt still says what was signed · paper: the paper is the one
 * the chain began with · chain: no answer was changed, removed, added or reordered · grade: the answers, graded afresh,
 * earn the score that was signed.
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
  /** Null until the exam's release rule allows. */
  score: number | null
  fullMarks: number
  passed: boolean | null
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
  const found = await findReceiptWithAttempt(db, receiptId)
  if (!found || !found.attempt.closedAt) return refuse('not-found')
  const { attempt, receipt } = found
  const exam = await requireExam(db, attempt.examId)
  const paper = await requirePaper(db, attempt.paperId)
  const responses = await listResponses(db, { examId: attempt.examId, attemptId: attempt.id })
  const grade = await gradeParts(db, attempt, { exam, paper })
  const checks: Record<CheckName, boolean> = {
    signature: receipt.keyId === signer.keyId && signer.verify(receipt.payload, receipt.signature),
    record: saysTheSame(receipt.payload, receipt.id, attempt),
    paper: digestOf(paper) === paper.digest,
    chain: chainHolds(attempt, { exam, paper, responses }),
    grade: earns(attempt, grade, exam),
  }
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
    ...shownScore(attempt, isReleased(exam, await readInstant(db))),
    fullMarks: exam.fullMarks / 100,
    links: responses.length,
    chainHead: attempt.chainHead.toString('hex'),
    keyId: receipt.keyId,
    voidedAt: attempt.voidedAt,
  })
}

function earns(attempt: AttemptRow, grade: RecomputedGrade, exam: ExamRow): boolean {
  const passed = grade.score >= exam.passMarks
  return grade.score === attempt.score && grade.answered === attempt.answered && passed === attempt.passed
}

function shownScore(attempt: AttemptRow, released: boolean): Pick<Verification, 'score' | 'passed'> {
  if (!released) return { score: null, passed: null }
  return {
    score: (attempt.score ?? 0) / 100,
    passed: attempt.passed === true && attempt.state === 'handed-in',
  }
}

/** What was signed, against the attempt's row as it stands today. */
function saysTheSame(payload: string, receiptId: string, attempt: AttemptRow): boolean {
  const signed = parsed(payload)
  const recorded: Record<string, unknown> = {
    receiptId,
    attemptId: attempt.id,
    examId: attempt.examId,
    tryNo: attempt.tryNo,
    closedAt: attempt.closedAt?.toISOString(),
    closedBy: attempt.closedBy,
    answered: attempt.answered,
    score: attempt.score,
    passed: attempt.passed,
    chainHead: attempt.chainHead.toString('hex'),
  }
  return Object.keys(recorded).every((key) => signed[key] === recorded[key])
}

function parsed(payload: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(payload)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
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
