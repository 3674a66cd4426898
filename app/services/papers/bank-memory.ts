import type { Db } from '#db/client.ts'
import { readBankRevision } from '#db/queries/bank.ts'

import { type BankState, readBankState } from './bank-state.ts'

/** Keeps the bank of some exams ready for assembly, so that a thousand starts at once read it once. */
export type BankMemory = {
  /**
   * The bank that an exam's papers are assembled from: never older than the state that the transaction sees, which must
   * not have changed the bank itself.
   */
  read(tx: Db, exam: { id: string; lawDate: string }): Promise<BankState>
}

/** Each is a few megabytes; more than two or three exams are hardly ever started at once. */
const mostKept = 8

/**
 * What is kept is named by the bank's revision, which is read before the bank. A transaction that changes the bank raises
 * the revision as it commits, so whoever reads a revision finds under it the bank of that revision or of a later one.
 */
export function newBankMemory(): BankMemory {
  const kept = new Map<string, { revision: number; state: Promise<BankState> }>()
  return {
    read: async (tx, exam) => {
      const revision = await readBankRevision(tx)
      const name = `${exam.id} ${exam.lawDate}`
      const known = kept.get(name)
      // Somebody whose transaction broke has read it in vain.
      const state = known?.revision === revision ? await known.state.catch(() => null) : null
      if (state) return state
      const reading = readBankState(tx, exam)
      // Whoever awaits it is told; a rejection that nobody waits for yet must not stop the program.
      reading.catch(() => undefined)
      kept.delete(name)
      kept.set(name, { revision, state: reading })
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      return reading
    },
  }
}
