import { createHash } from 'node:crypto'

import { uuidv7 } from 'uuidv7'

import { gradePaper } from '#app/domain/grading.ts'
import { firstDigest, nextDigest } from '#app/services/attempts/chain.ts'
import type { assembleFor } from '#app/services/papers/prepare-paper.ts'
import { receiptPayload } from '#app/services/receipts/receipt-payload.ts'
import type { Signer } from '#app/services/receipts/signer.ts'
import type { ExamRow } from '#db/queries/attempts.ts'
import type { attempts, papers, receipts, responses } from '#db/schema/attempts.ts'

import type { Answer, Known } from './answers.ts'

export type NewPaper = typeof papers.$inferInsert & { id: string }
export type NewAttempt = typeof attempts.$inferInsert & { id: string }
export type NewResponse = typeof responses.$inferInsert
export type NewReceipt = typeof receipts.$inferInsert

/** One attempt with everything that stands behind it. */
export type Written = {
  paper: NewPaper
  attempt: NewAttempt
  responses: NewResponse[]
  receipt: NewReceipt | null
}

type Sitting = {
  exam: ExamRow
  paper: ReturnType<typeof assembleFor>
  personId: string
  startedAt: Date
  answers: readonly Answer[]
  known: ReadonlyMap<string, Pick<Known, 'key'>>
  signer: Signer
}

/** How long after deadline and grace the server closes: the closer looks every second. */
const CLOSER_MS = 700

/** An attempt that was handed in, by its candidate or at the deadline by the server: graded, signed, chained. */
export function writeAttempt(sitting: Sitting): Written {
  const open = openAttempt(sitting)
  const { exam, paper, signer } = sitting
  const graded = gradeAnswers(sitting, open.responses)
  const attempt = {
    ...open.attempt,
    ...closing(open.attempt, sitting.answers),
    state: 'handed-in' as const,
    answered: graded.answered,
    score: graded.score,
    passed: graded.score >= exam.passMarks,
  }
  const receiptId = uuidv7()
  const payload = receiptPayload(receiptId, attempt, {
    items: paper.items.length,
    keyFixIds: [],
    regradeId: null,
  })
  const { id, closedAt } = attempt
  const signed = { signature: signer.sign(payload), keyId: signer.keyId }
  return {
    ...open,
    attempt,
    receipt: { id: receiptId, attemptId: id, payload, ...signed, issuedAt: closedAt },
  }
}

/** An attempt that a technical fault cut short and that was annulled: it has answers, but no score and no receipt. */
export function writeAnnulled(sitting: Sitting, fault: { at: Date; reason: string }): Written {
  const half = sitting.answers.slice(0, Math.floor(sitting.answers.length / 2))
  const open = openAttempt({ ...sitting, answers: half })
  const ended = { state: 'annulled' as const, voidedAt: fault.at, voidReason: fault.reason }
  return { ...open, attempt: { ...open.attempt, ...ended }, receipt: null }
}

function openAttempt({ exam, paper, personId, startedAt, answers }: Sitting) {
  const id = uuidv7()
  const deadlineAt = deadlineOf(exam, startedAt)
  const inTime = answers.filter(({ afterMs }) => startedAt.getTime() + afterMs < deadlineAt.getTime())
  let chainHead = firstDigest({ attemptId: id, paperDigest: paper.digest, rules: exam.rules })
  const rows = inTime.map(({ itemId, response, afterMs }, index) => {
    const serverAt = new Date(startedAt.getTime() + afterMs)
    const clientAt = new Date(serverAt.getTime() - 40 - (afterMs % 180))
    const number = index + 1
    const link = {
      ...{ attemptId: id, generation: 1, seq: number, link: number },
      ...{ itemId, response, clientAt, serverAt },
    }
    chainHead = nextDigest(chainHead, link)
    return { examId: exam.id, ...link, digest: chainHead }
  })
  const storedPaper = { id: uuidv7(), ...paper, createdAt: startedAt }
  const attempt = {
    id,
    examId: exam.id,
    registrationId: paper.registrationId,
    personId,
    paperId: storedPaper.id,
    sittingId: null,
    tryNo: paper.tryNo,
    state: 'answering' as const,
    startedAt,
    deadlineAt,
    graceMs: exam.graceMs,
    generation: 1,
    sessionDigest: createHash('sha256').update(`demo session ${id}`).digest('hex'),
    savedSeq: rows.length,
    links: rows.length,
    chainHead,
    closedAt: null,
    closedBy: null,
    answered: null,
    score: null,
    passed: null,
    voidedAt: null,
    voidReason: null,
  }
  return { paper: storedPaper, attempt, responses: rows }
}

function deadlineOf({ durationMs, closesAt }: ExamRow, startedAt: Date): Date {
  const full = startedAt.getTime() + durationMs
  return new Date(Math.min(full, closesAt?.getTime() ?? full))
}

type Open = ReturnType<typeof openAttempt>['attempt']

function closing({ startedAt, deadlineAt, graceMs }: Open, answers: readonly Answer[]) {
  const last = answers.at(-1)?.afterMs ?? 0
  const done = startedAt.getTime() + last + 8_000 + (last % 50_000)
  return done < deadlineAt.getTime()
    ? { closedAt: new Date(done), closedBy: 'candidate' as const }
    : { closedAt: new Date(deadlineAt.getTime() + graceMs + CLOSER_MS), closedBy: 'server' as const }
}

function gradeAnswers({ exam, paper, known }: Sitting, rows: readonly NewResponse[]) {
  const items = paper.items.map((item) => ({ ...item, key: known.get(item.questionVersionId)?.key ?? [] }))
  const current = new Map(rows.map(({ itemId, response }) => [itemId, response]))
  return gradePaper(items, current, exam.rules.multipleScoring)
}
