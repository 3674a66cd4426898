import type { Db } from '#db/client.ts'
import type { Actor } from '#db/queries/audit.ts'
import { findAccountOfPerson, findPersonUnit, findSittingRole, hasRoleOver } from '#db/queries/staff.ts'

/** A member of staff who asks for something. What they may do is decided per sitting and per region. */
export type StaffContext = { db: Db; accountId: string; name: string }

export const actorOf = (staff: StaffContext): Actor => ({ id: staff.accountId, name: staff.name })

/** Whether this account is a proctor of the sitting. Inspectors only watch. */
export async function isProctorOf(tx: Db, staff: StaffContext, sittingId: string): Promise<boolean> {
  return (await findSittingRole(tx, { sittingId, accountId: staff.accountId })) === 'proctor'
}

/**
 * Whether this account may act on a person's attempt: a proctor of its sitting, or an administrator of the
 * person's region. Nobody on their own: staff are on the roll too.
 */
export async function maySteward(
  tx: Db,
  staff: StaffContext,
  attempt: { sittingId: string | null; personId: string },
): Promise<boolean> {
  if ((await findAccountOfPerson(tx, attempt.personId))?.id === staff.accountId) return false
  if (attempt.sittingId && (await isProctorOf(tx, staff, attempt.sittingId))) return true
  const unitId = await findPersonUnit(tx, attempt.personId)
  return unitId !== null && (await hasRoleOver(tx, staff.accountId, ['administrator'], unitId))
}
