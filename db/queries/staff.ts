import { and, eq, inArray, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { accountRoles, accounts, people, units } from '../schema/organisation.ts'
import { centres, rooms, sittings, sittingStaff } from '../schema/sittings.ts'

/** What an account is in a sitting: its proctor, an inspector named for it, or nothing. */
export async function findSittingRole(
  tx: Db,
  key: { sittingId: string; accountId: string },
): Promise<'proctor' | 'inspector' | null> {
  const [row] = await tx
    .select({ role: sittingStaff.role })
    .from(sittingStaff)
    .where(and(eq(sittingStaff.sittingId, key.sittingId), eq(sittingStaff.accountId, key.accountId)))
  return row?.role ?? null
}

/** Whether an account has one of these roles over a unit: the role's own unit lies on the path to it, or is the whole installation. */
export async function hasRoleOver(
  tx: Db,
  accountId: string,
  roles: readonly (typeof accountRoles.$inferSelect)['role'][],
  unitId: string,
): Promise<boolean> {
  const [row] = await tx
    .select({ id: accountRoles.id })
    .from(accountRoles)
    .innerJoin(units, eq(units.id, unitId))
    .where(
      and(
        eq(accountRoles.accountId, accountId),
        inArray(accountRoles.role, [...roles]),
        sql`(${accountRoles.unitId} is null or ${accountRoles.unitId} = any(${units.path}))`,
      ),
    )
    .limit(1)
  return row !== undefined
}

/** The unit of a person, to judge who may act on them. */
export async function findPersonUnit(tx: Db, personId: string): Promise<string | null> {
  const [row] = await tx.select({ unitId: people.unitId }).from(people).where(eq(people.id, personId))
  return row?.unitId ?? null
}

/** The unit whose centre a sitting is held in, to judge who may read what was recorded of it. */
export async function findSittingUnit(tx: Db, sittingId: string): Promise<string | null> {
  const [row] = await tx
    .select({ unitId: centres.unitId })
    .from(sittings)
    .innerJoin(rooms, eq(rooms.id, sittings.roomId))
    .innerJoin(centres, eq(centres.id, rooms.centreId))
    .where(eq(sittings.id, sittingId))
  return row?.unitId ?? null
}

/** The account of a person, who acts by it. */
export async function findAccountOfPerson(
  tx: Db,
  personId: string,
): Promise<{ id: string; name: string } | null> {
  const [row] = await tx
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(eq(accounts.personId, personId))
  return row ?? null
}

/** The name that stands in the audit log. */
export async function findAccountName(tx: Db, accountId: string): Promise<string | null> {
  const [row] = await tx.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, accountId))
  return row?.name ?? null
}

/** The person an account belongs to; null: staff who are on no roll. */
export async function findPersonOfAccount(tx: Db, accountId: string): Promise<string | null> {
  const [row] = await tx
    .select({ personId: accounts.personId })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  return row?.personId ?? null
}
