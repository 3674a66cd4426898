import type { Outcome } from '#app/domain/regrade.ts'
import { isReleased } from '#app/domain/release.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import {
  type AttemptRow,
  type ExamRow,
  type PaperRow,
  type ReceiptRow,
  requireExam,
  requirePaper,
} from '#db/queries/attempts.ts'
import {
  findCandidate,
  findPlacedRegistration,
  findReceiptWithAttempt,
  countHeld,
} from '#db/queries/candidate.ts'
import { readKeysUnder } from '#db/queries/exam-keys.ts'
import type { PartKind } from '#question-bank/blueprint.ts'

import { type ExamFacts, factsOf } from '../exams/exam-facts.ts'
import { placeOf, type SittingPlace } from '../exams/list-registrations.ts'
import { gradeParts } from './grade-parts.ts'
import { listScoreCorrections, type ScoreCorrection } from './score-corrections.ts'
import { outcomeOf, readScoreRecord, statedOutcome } from './stated-outcome.ts'

/** Points; null where the score may not be shown yet. */
export type PartView = {
  kind: PartKind
  items: number
  answered: number
  points: number | null
  fullPoints: number
}

export type ReceiptView = {
  receiptId: string
  attemptId: string
  personId: string
  exam: ExamFacts
  candidate: { name: string; idTail: string; unitZh: string; unitEn: string }
  sitting: SittingPlace | null
  tryNo: number
  startedAt: Date
  closedAt: Date
  closedBy: 'candidate' | 'server' | 'proctor'
  closeReason: string | null
  /** Void for a violation: it counts as sat and not passed. */
  voidReason: string | null
  answered: number
  items: number
  /** Null until the exam's release rule allows; then `releasedAt` says when that is, if it is known. */
  score: number | null
  passed: boolean | null
  releasedAt: Date | null
  parts: PartView[]
  heldAnswers: number
  /** Empty until the release rule allows, and for a void attempt. */
  corrections: ScoreCorrection[]
  /** The receipt that holds now; null: it is this one. */
  newerReceiptId: string | null
  chainHead: string
  signature: string
  keyId: string
}

/**
 * One's own receipt with everything the score sheet shows. Right or wrong of single answers is not in it: other
 * candidates may sit the same questions tomorrow.
 */
export async function readReceiptPage(
  { db, personId }: { db: Db; personId: string },
  receiptId: string,
  now: Date,
): Promise<Result<ReceiptView, 'not-found'>> {
  const found = await findReceiptWithAttempt(db, receiptId)
  const candidate = await findCandidate(db, personId)
  if (!found || !candidate || found.attempt.personId !== personId) return refuse('not-found')
  const { attempt, receipt } = found
  const { closedAt, closedBy } = attempt
  if (!closedAt || !closedBy) return refuse('not-found')

  const exam = await requireExam(db, attempt.examId)
  const paper = await requirePaper(db, attempt.paperId)
  const row = await findPlacedRegistration(db, { registrationId: attempt.registrationId, personId })
  return ok({
    receiptId,
    attemptId: attempt.id,
    personId,
    exam: factsOf(exam),
    candidate: pick(candidate),
    sitting: row && placeOf(row),
    tryNo: attempt.tryNo,
    startedAt: attempt.startedAt,
    closedAt,
    closedBy,
    closeReason: attempt.closeReason,
    voidReason: attempt.voidReason,
    answered: attempt.answered ?? 0,
    items: paper.items.length,
    ...(await scoreOf(db, found, { exam, paper, released: isReleased(exam, now) })),
    releasedAt: exam.release === 'after-close' ? exam.closesAt : null,
    heldAnswers: await countHeld(db, { examId: exam.id, attemptId: attempt.id }),
    chainHead: attempt.chainHead.toString('hex'),
    signature: receipt.signature,
    keyId: receipt.keyId,
  })
}

const pick = ({ name, idTail, unitZh, unitEn }: ReceiptView['candidate']) => ({
  name,
  idTail,
  unitZh,
  unitEn,
})

type Scored = 'score' | 'passed' | 'parts' | 'corrections' | 'newerReceiptId'

/** What the receipt says of the score, as a whole and by part, and what became of it, as far as it may be shown. */
async function scoreOf(
  db: Db,
  { attempt, receipt }: { attempt: AttemptRow; receipt: ReceiptRow },
  { exam, paper, released }: { exam: ExamRow; paper: PaperRow; released: boolean },
): Promise<Pick<ReceiptView, Scored>> {
  const { statement, outcome, newerReceiptId } = statedOutcome(await readScoreRecord(db, attempt), receipt.id)
  // By the keys that the receipt names: its parts add up to its own score, also when a newer one holds.
  const keys = await readKeysUnder(
    db,
    { examId: exam.id, keyFixIds: statement?.keyFixIds ?? [] },
    paper.items.map(({ questionVersionId }) => questionVersionId),
  )
  const { parts } = await gradeParts(db, attempt, { exam, paper, keys })
  return {
    ...shownOutcome(attempt, outcome ?? outcomeOf(attempt), released),
    parts: parts.map(({ kind, items, answered, marks, fullMarks }) => ({
      kind,
      items,
      answered,
      points: released ? marks / 100 : null,
      fullPoints: fullMarks / 100,
    })),
    corrections:
      released && attempt.state === 'handed-in' ? await listScoreCorrections(db, [attempt.id]) : [],
    newerReceiptId,
  }
}

function shownOutcome(attempt: AttemptRow, { score, passed }: Outcome, released: boolean) {
  if (!released) return { score: null, passed: null }
  return { score: score / 100, passed: passed && attempt.state === 'handed-in' }
}
