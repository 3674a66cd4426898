import type { Db } from '#db/client.ts'
import { findAttemptById, findReceiptById } from '#db/queries/attempts.ts'

import { readReceipt, type Receipt } from '../attempts/close-attempt.ts'
import { maySteward } from '../sittings/staff-context.ts'
import { readScoreRecord, statedOutcome } from './stated-outcome.ts'

type Reader = { db: Db; viewer: { accountId: string; personId: string | null; name: string }; now: Date }

/** A receipt, for its candidate or for staff who may act on the attempt; to others it does not exist. */
export async function readReceiptFor(
  { db, viewer, now }: Reader,
  receiptId: string,
): Promise<Receipt | null> {
  const row = await findReceiptById(db, receiptId)
  const attempt = row ? await findAttemptById(db, row.attemptId) : null
  if (!row || !attempt) return null
  const own = viewer.personId !== null && attempt.personId === viewer.personId
  if (!own && !(await maySteward(db, { db, accountId: viewer.accountId, name: viewer.name }, attempt)))
    return null
  const receipt = await readReceipt(db, attempt, now)
  const { outcome } = statedOutcome(await readScoreRecord(db, attempt), row.id)
  // What this receipt says, also when a newer one holds.
  const stated = receipt.score !== null &&
    outcome && {
      score: outcome.score / 100,
      passed: outcome.passed && attempt.state === 'handed-in',
    }
  return { ...receipt, ...stated, receiptId: row.id, signature: row.signature }
}
