import { countAffected } from '#db/queries/law-change.ts'
import { listLawNames } from '#db/queries/bank-pages.ts'

import { type BankStaff, mayRead } from '../questions/bank-staff.ts'

export type AffectedLaw = { lawId: string; short: string; open: number; begun: number }

/** The laws that have questions to be carried over, the most first; none for those who may not read the bank. */
export async function listAffectedLaws(staff: BankStaff): Promise<AffectedLaw[]> {
  if (!mayRead(staff)) return []
  const names = new Map((await listLawNames(staff.db)).map(({ id, short }) => [id, short]))
  const counts = await countAffected(staff.db)
  return counts
    .map((count) => ({ ...count, short: names.get(count.lawId) ?? count.lawId }))
    .sort((one, other) => other.open + other.begun - one.open - one.begun)
}
