import { paperDigest } from '../attempts/chain.ts'
import { type ExamRow, findPaper, insertPaper, type PaperRow } from '#db/queries/attempts.ts'
import type { Db } from '#db/client.ts'
import { listTradesOfCandidate } from '#db/queries/trades.ts'
import { assemblePaper } from '#question-bank/assembly/assemble-paper.ts'
import { Blueprint } from '#question-bank/blueprint.ts'

import { type BankMemory, newBankMemory } from './bank-memory.ts'
import type { BankState } from './bank-state.ts'

export type PaperPlace = { registrationId: string; personId: string; tryNo: number; now: Date }

/**
 * The paper of a registration's try: the frozen one, or a new one assembled from the exam's blueprint, the bank's
 * state, a seed and the trades of the candidate's department, so that anyone with the record can assemble it again
 * (promise P5).
 *
 * @param memory Keeps the bank for the next candidate; without one it is read anew.
 */
export async function preparePaper(
  tx: Db,
  exam: ExamRow,
  { personId, ...place }: PaperPlace,
  memory: BankMemory = newBankMemory(),
): Promise<PaperRow> {
  const frozen = await findPaper(tx, place)
  if (frozen) return frozen

  const bank = await memory.read(tx, exam)
  const trades = await listTradesOfCandidate(tx, { campaignId: exam.campaignId, personId })
  return insertPaper(tx, { ...assembleFor(exam, bank, { ...place, trades }), createdAt: place.now })
}

/** Assembles the paper of a registration's try: the same exam, bank, place and trades give the same paper. */
export function assembleFor(
  exam: Pick<ExamRow, 'id' | 'seed' | 'rules'>,
  bank: BankState,
  { registrationId, tryNo, trades }: { registrationId: string; tryNo: number; trades: readonly string[] },
) {
  const seed = `${exam.seed}:${registrationId}:${tryNo}`
  const items = assemblePaper(Blueprint.parse(exam.rules.blueprint), bank.index, { seed, trades })
  const digest = paperDigest({ examId: exam.id, seed, items })
  const bankDigest = bank.digest
  return { examId: exam.id, registrationId, tryNo, seed, trades: [...trades], bankDigest, items, digest }
}
