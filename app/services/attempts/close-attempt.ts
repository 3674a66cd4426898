import { randomBytes } from 'node:crypto'

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
  readQuestionVersions,
  requireExam,
  requirePaper,
  requirePersonUnit,
  updateAttempt,
} from '#db/queries/attempts.ts'
import { type Actor, appendAudit } from '#db/queries/audit.ts'
import { notify } from '#db/queries/notify.ts'

import type { Signer } from '../receipts/signer.ts'

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
  await issueReceipt(tx, signer, closed, grade.items)
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

/** Grades the current answers of an attempt by the keys that its paper pins. */
async function gradeAttempt(
  tx: Db,
  attempt: AttemptRow,
  exam: ExamRow,
): Promise<{ score: number; answered: number; items: number }> {
  const paper = await requirePaper(tx, attempt.paperId)
  const versions = await readQuestionVersions(
    tx,
    paper.items.map((item) => item.questionVersionId),
  )
  const answers = await currentResponses(tx, { examId: attempt.examId, attemptId: attempt.id })
  const items = paper.items.map((item) => ({
    itemId: item.itemId,
    kind: item.kind,
    marks: item.marks,
    key: versions.get(item.questionVersionId)?.key ?? [],
  }))
  const responses = new Map(answers.map((answer) => [answer.itemId, answer.response]))
  const { score, answered } = gradePaper(items, responses, exam.rules.multipleScoring)
  return { score, answered, items: items.length }
}

type Stated = Pick<
  AttemptRow,
  'id' | 'examId' | 'tryNo' | 'closedAt' | 'closedBy' | 'answered' | 'score' | 'passed' | 'chainHead'
>

/**
 * What a receipt states of a closed attempt, exactly as it is signed: fields in fixed order. The nonce is shown to
 * nobody: candidates know all the rest, and could else try every score against the signature before the release.
 */
export function receiptPayload(receiptId: string, attempt: Stated, items: number): string {
  return JSON.stringify({
    receiptId,
    attemptId: attempt.id,
    examId: attempt.examId,
    tryNo: attempt.tryNo,
    closedAt: attempt.closedAt?.toISOString(),
    closedBy: attempt.closedBy,
    answered: attempt.answered,
    items,
    score: attempt.score,
    passed: attempt.passed,
    chainHead: attempt.chainHead.toString('hex'),
    nonce: randomBytes(16).toString('base64url'),
  })
}

async function issueReceipt(tx: Db, signer: Signer, attempt: AttemptRow, items: number): Promise<void> {
  const receiptId = uuidv7()
  const payload = receiptPayload(receiptId, attempt, items)
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
