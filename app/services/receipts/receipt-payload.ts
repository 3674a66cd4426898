import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { AttemptRow } from '#db/queries/attempts.ts'

type Stated = Pick<
  AttemptRow,
  'id' | 'examId' | 'tryNo' | 'closedAt' | 'closedBy' | 'answered' | 'score' | 'passed' | 'chainHead'
>

/** By what the score of a receipt was earned. */
export type Grading = {
  /** Number of items of the paper. */
  items: number
  /** Corrections of keys that were in force for the paper's questions, by id. */
  keyFixIds: readonly string[]
  /** The regrade that the receipt is issued for; null: the closing of the attempt. */
  regradeId: string | null
}

/**
 * What a receipt states of a closed attempt, exactly as it is signed: fields in fixed order. The nonce is shown to
 * nobody: candidates know all the rest, and could else try every score against the signature before the release.
 */
export function receiptPayload(receiptId: string, attempt: Stated, grading: Grading): string {
  return JSON.stringify({
    receiptId,
    attemptId: attempt.id,
    examId: attempt.examId,
    tryNo: attempt.tryNo,
    closedAt: attempt.closedAt?.toISOString(),
    closedBy: attempt.closedBy,
    answered: attempt.answered,
    items: grading.items,
    score: attempt.score,
    passed: attempt.passed,
    chainHead: attempt.chainHead.toString('hex'),
    keyFixIds: [...grading.keyFixIds].sort(),
    regradeId: grading.regradeId,
    nonce: randomBytes(16).toString('base64url'),
  })
}

const Statement = z.object({
  receiptId: z.string(),
  attemptId: z.string(),
  examId: z.string(),
  tryNo: z.number(),
  closedAt: z.string(),
  closedBy: z.string(),
  answered: z.number(),
  score: z.number(),
  passed: z.boolean(),
  chainHead: z.string(),
  // Receipts of before there were corrections do not name them.
  keyFixIds: z.array(z.uuid()).default([]),
  regradeId: z.uuid().nullable().default(null),
})

/** What a receipt states. */
export type Statement = z.infer<typeof Statement>

/** Reads what a receipt states; null when its text was made unreadable. */
export function readStatement(payload: string): Statement | null {
  try {
    return Statement.safeParse(JSON.parse(payload)).data ?? null
  } catch {
    return null
  }
}
