import { type ClockReading, readClock } from '#app/domain/clock.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { type AttemptRow, lockAttempt } from '#db/queries/attempts.ts'
import { readInstant } from '#db/queries/instant.ts'
import { findAccountOfPerson } from '#db/queries/staff.ts'

import type { Signer } from '../receipts/signer.ts'
import { closeAttempt, readReceipt, type Receipt } from './close-attempt.ts'

export type HandInRefusal = 'not-found' | 'stale-machine' | 'not-open' | 'paused' | 'answers-outstanding'

/** The state of the attempt, so that a refused client knows where it stands. */
export type Standing = { savedSeq: number; clock: ClockReading }

/**
 * Hands in an attempt. Handing in twice, or after the server did, returns the same receipt, so a retry on a bad
 * connection is safe. The token's generation, person and attempt were verified by the caller's signature check.
 *
 * @param lastSeq The last seq the browser made: refused while an answer it shows is not yet saved.
 */
export function handInAttempt(
  { db, signer }: { db: Db; signer: Signer },
  token: { attemptId: string; personId: string; generation: number },
  lastSeq: number,
): Promise<Result<Receipt, HandInRefusal> & { standing?: Standing }> {
  return db.transaction(async (tx) => {
    const attempt = await lockAttempt(tx, token.attemptId)
    const now = await readInstant(tx)
    if (!attempt || attempt.personId !== token.personId) return refuse('not-found')
    // One that was voided since has a receipt too: it was closed and graded first.
    if (attempt.state === 'handed-in' || attempt.state === 'void')
      return ok(await readReceipt(tx, attempt, now))

    const standing = { savedSeq: attempt.savedSeq, clock: readClock(attempt, now) }
    const refusal = refusalOf(attempt, token.generation, lastSeq)
    if (refusal) return { ...refuse(refusal), standing }
    const closed = await closeAttempt(tx, signer, attempt, {
      by: 'candidate',
      actor: (await findAccountOfPerson(tx, token.personId)) ?? { id: null, name: 'candidate' },
      at: now,
    })
    return ok(await readReceipt(tx, closed, now))
  })
}

function refusalOf(attempt: AttemptRow, generation: number, lastSeq: number): HandInRefusal | null {
  if (attempt.generation !== generation) return 'stale-machine'
  if (attempt.state === 'paused') return 'paused'
  if (attempt.state !== 'answering') return 'not-open'
  return lastSeq > attempt.savedSeq ? 'answers-outstanding' : null
}
