import { isSame, type Outcome, outcomeWhenSigned, type Regrade } from '#app/domain/regrade.ts'
import type { Db } from '#db/client.ts'
import { type AttemptRow, listReceipts, type ReceiptRow } from '#db/queries/attempts.ts'
import { listRegrades } from '#db/queries/key-fixes.ts'

import { readStatement, type Statement } from './receipt-payload.ts'
import type { Signer } from './signer.ts'

/** Everything that was signed about a closed attempt, and the record it has to agree with. */
export type ScoreRecord = {
  attempt: AttemptRow
  /** The oldest first: that of the closing, then one for each regrade. */
  receipts: (ReceiptRow & { statement: Statement | null })[]
  regrades: Regrade[]
}

export async function readScoreRecord(tx: Db, attempt: AttemptRow): Promise<ScoreRecord> {
  const receipts = await listReceipts(tx, attempt.id)
  const regrades = await listRegrades(tx, attempt.id)
  return {
    attempt,
    receipts: receipts.map((receipt) => ({ ...receipt, statement: readStatement(receipt.payload) })),
    regrades: regrades.map((row) => ({
      id: row.id,
      before: { score: row.scoreBefore, passed: row.passedBefore },
      after: { score: row.scoreAfter, passed: row.passedAfter },
    })),
  }
}

export type StatedOutcome = {
  statement: Statement | null
  /** What the record said of the attempt when the receipt was signed; null: the record contradicts itself. */
  outcome: Outcome | null
  /** The receipt that holds now; null: it is this one. */
  newerReceiptId: string | null
  /** When the score was last corrected after this receipt; null: it was not. */
  correctedAt: Date | null
}

/**
 * What one receipt of the record speaks of. A receipt is never altered: after a correction of a key a newer one holds,
 * and what the record said before is found from the regrades.
 */
export function statedOutcome(
  { attempt, receipts, regrades }: ScoreRecord,
  receiptId: string,
): StatedOutcome {
  const statement = receipts.find(({ id }) => id === receiptId)?.statement ?? null
  const stated = {
    statement,
    outcome: outcomeWhenSigned(regrades, statement?.regradeId ?? null, outcomeOf(attempt)),
  }
  const newest = receipts.at(-1)
  if (!newest || newest.id === receiptId) return { ...stated, newerReceiptId: null, correctedAt: null }
  return { ...stated, newerReceiptId: newest.id, correctedAt: newest.issuedAt }
}

/**
 * Whether the record says of an attempt what was signed, from the closing to now: every receipt is ours and agrees with
 * it, and there is one for every regrade. So nobody changes a score, or what it was, without the key.
 */
export function recordHolds(signer: Signer, record: ScoreRecord): boolean {
  const { receipts, regrades } = record
  const issuedFor = receipts.map(({ statement }) => statement?.regradeId ?? null)
  return (
    issuedFor.length === regrades.length + 1 &&
    issuedFor.includes(null) &&
    regrades.every(({ id }) => issuedFor.includes(id)) &&
    receipts.every((receipt) => isOurs(signer, receipt) && saysTheSame(record, receipt))
  )
}

export const isOurs = (signer: Signer, { keyId, payload, signature }: ReceiptRow): boolean =>
  keyId === signer.keyId && signer.verify(payload, signature)

/** One statement against the record: what never changes as it stands today, the score as it stood then. */
function saysTheSame(record: ScoreRecord, receipt: ScoreRecord['receipts'][number]): boolean {
  const { attempt } = record
  const { statement, outcome } = statedOutcome(record, receipt.id)
  if (!statement || !outcome || !isSame(statement, outcome)) return false
  const recorded = {
    receiptId: receipt.id,
    attemptId: attempt.id,
    examId: attempt.examId,
    tryNo: attempt.tryNo,
    closedAt: attempt.closedAt?.toISOString(),
    closedBy: attempt.closedBy,
    answered: attempt.answered,
    chainHead: attempt.chainHead.toString('hex'),
  }
  // Safe: the keys of the object literal above.
  return (Object.keys(recorded) as (keyof typeof recorded)[]).every((key) => statement[key] === recorded[key])
}

/** What the record says of a closed attempt now. */
export function outcomeOf({ score, passed }: Pick<AttemptRow, 'score' | 'passed'>): Outcome {
  return { score: score ?? 0, passed: passed === true }
}
