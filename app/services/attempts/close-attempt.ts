import { uuidv7 } from 'uuidv7'

import { gradePaper } from '#app/domain/grading.ts'
import { isReleased } from '#app/domain/release.ts'
import type { Db } from '#db/client.ts'
import {
  type AttemptRow,
  currentResponses,
  type ExamRow,
  findReceipt,
  insertReceipt,
  requireExam,
  requirePaper,
  requirePersonUnit,
  updateAttempt,
} from '#db/queries/attempts.ts'
import { type Actor, appendAudit } from '#db/queries/audit.ts'
import { readExamKeys, shareExamKeys } from '#db/queries/exam-keys.ts'
import { notify } from '#db/queries/notify.ts'

import { type Grading, receiptPayload } from '../receipts/receipt-payload.ts'
import type { Signer } from '../receipts/signer.ts'
import { keyedItems, keyFixIdsOf } from './keyed-items.ts'

/** What a candidate hears of a closed attempt. `score` (points) and `passed` are null until the release rule allows. */
export type Receipt = {
  receiptId: string
  attemptId: string
  score: number | null
  passed: boolean | null
  answered: number
  items: number
  chainHead: string
  signature: string
  closedAt: Date
  closedBy: 'candidate' | 'server' | 'proctor'
}

export type Closing = { by: 'candidate' | 'server' | 'proctor'; actor: Actor; reason?: string; at: Date }

/**
 * Closes a locked attempt: grades what is saved in one pass, signs the receipt, writes the audit row.
 * The caller holds the row lock, so no answer can slip in between.
 */
export async function closeAttempt(
  tx: Db,
  signer: Signer,
  attempt: AttemptRow,
  closing: Closing,
): Promise<AttemptRow> {
  const exam = await requireExam(tx, attempt.examId)
  const grade = await gradeAttempt(tx, attempt, exam)
  const closed = await updateAttempt(tx, attempt.id, {
    state: 'handed-in',
    pausedAt: null,
    closedAt: closing.at,
    closedBy: closing.by,
    closeReason: closing.reason ?? null,
    answered: grade.answered,
    score: grade.score,
    passed: grade.score >= exam.passMarks,
  })
  await issueReceipt(tx, signer, closed, { ...grade.by, regradeId: null })
  await appendAudit(tx, {
    at: closing.at,
    actor: closing.actor,
    action: 'attempt.handed-in',
    subject: 'attempt',
    subjectId: attempt.id,
    unitId: (await requirePersonUnit(tx, attempt.personId)).unitId,
    detail: {
      by: closing.by,
      reason: closing.reason ?? null,
      answered: grade.answered,
      score: grade.score,
      chainHead: closed.chainHead.toString('hex'),
    },
  })
  if (closed.sittingId) {
    await notify(tx, {
      sittingId: closed.sittingId,
      registrationId: closed.registrationId,
      kind: 'closed',
      payload: { attemptId: closed.id, by: closing.by },
    })
  }
  return closed
}

type Graded = { score: number; answered: number; by: Omit<Grading, 'regradeId'> }

/**
 * Grades the current answers of an attempt by the keys that its paper pins, as the exam's corrections in force have
 * them. A correction that is being made meanwhile waits for this transaction, or this one for it: no attempt is missed.
 */
async function gradeAttempt(tx: Db, attempt: AttemptRow, exam: ExamRow): Promise<Graded> {
  const paper = await requirePaper(tx, attempt.paperId)
  await shareExamKeys(tx, exam.id)
  const keys = await readExamKeys(
    tx,
    exam.id,
    paper.items.map((item) => item.questionVersionId),
  )
  const answers = await currentResponses(tx, { examId: attempt.examId, attemptId: attempt.id })
  const responses = new Map(answers.map((answer) => [answer.itemId, answer.response]))
  const { score, answered } = gradePaper(keyedItems(paper.items, keys), responses, exam.rules.multipleScoring)
  const by = { items: paper.items.length, keyFixIds: keyFixIdsOf(paper.items, keys) }
  return { score, answered, by }
}

async function issueReceipt(tx: Db, signer: Signer, attempt: AttemptRow, grading: Grading): Promise<void> {
  const receiptId = uuidv7()
  const payload = receiptPayload(receiptId, attempt, grading)
  await insertReceipt(tx, {
    id: receiptId,
    attemptId: attempt.id,
    payload,
    signature: signer.sign(payload),
    keyId: signer.keyId,
    issuedAt: attempt.closedAt ?? new Date(0),
  })
}

/** The receipt of a closed attempt, as its candidate may see it at `now`. */
export async function readReceipt(tx: Db, attempt: AttemptRow, now: Date): Promise<Receipt> {
  const receipt = await findReceipt(tx, attempt.id)
  if (!receipt || !attempt.closedAt || !attempt.closedBy)
    throw new Error(`Attempt ${attempt.id} has no receipt.`)
  const exam = await requireExam(tx, attempt.examId)
  const paper = await requirePaper(tx, attempt.paperId)
  const released = isReleased(exam, now)
  return {
    receiptId: receipt.id,
    attemptId: attempt.id,
    score: released ? (attempt.score ?? 0) / 100 : null,
    passed: released ? attempt.passed === true && attempt.state === 'handed-in' : null,
    answered: attempt.answered ?? 0,
    items: paper.items.length,
    chainHead: attempt.chainHead.toString('hex'),
    signature: receipt.signature,
    closedAt: attempt.closedAt,
    closedBy: attempt.closedBy,
  }
}
