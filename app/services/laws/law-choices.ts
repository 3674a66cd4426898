import { listLawFields } from '#db/queries/laws.ts'
import { listLawNames } from '#db/queries/bank-pages.ts'

import type { BankStaff } from '../questions/bank-staff.ts'

/** The laws that a version may belong to, and the branches of law there are. */
export async function listLawChoices({ db }: BankStaff) {
  const laws = await listLawNames(db)
  return { laws: laws.map(({ id, short }) => ({ id, short })), fields: await listLawFields(db) }
}
