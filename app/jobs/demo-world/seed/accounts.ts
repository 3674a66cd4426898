import { uuidv7 } from 'uuidv7'

import type { Db } from '#db/client.ts'
import type { Actor } from '#db/queries/audit.ts'
import { insertRows } from '#db/queries/insert-rows.ts'
import { accountRoles, accounts, type RoleName } from '#db/schema/organisation.ts'

import { type Organisation, requireUnit } from './organisation.ts'
import { demoStaff } from './staff.ts'

/** The staff of the demo world by login, as they stand in the record. */
export type StaffActors = ReadonlyMap<string, Actor>

/**
 * Makes an account for everybody in service (login: the employee number) and for the staff.
 *
 * All have the one demo password and share its hash, salt included: acceptable only here, where everybody is told the
 * password anyway. In a real world each account is activated with a one-time code.
 */
export async function seedAccounts(
  tx: Db,
  { unitIds, people }: Organisation,
  { passwordHash, passwordAt, at }: { passwordHash: string; passwordAt: Date; at: Date },
): Promise<StaffActors> {
  const candidate: RoleName = 'candidate'
  const candidates = people
    .filter(({ status }) => status === 'in-service')
    .map(({ id, employeeNo, name }) => ({
      account: { id: uuidv7(), personId: id, login: employeeNo, name },
      role: { role: candidate, unitId: null },
    }))
  const staff = demoStaff.map(({ login, name, role, unitKey }) => ({
    account: { id: uuidv7(), personId: null, login, name },
    role: { role, unitId: requireUnit(unitIds, unitKey) },
  }))
  const everybody = [...candidates, ...staff]
  await insertRows(
    tx,
    accounts,
    everybody.map(({ account }) => ({
      ...account,
      passwordHash,
      passwordChangedAt: passwordAt,
      createdAt: at,
    })),
  )
  await insertRows(
    tx,
    accountRoles,
    everybody.map(({ account, role }) => ({ id: uuidv7(), accountId: account.id, ...role })),
  )
  return new Map(staff.map(({ account }) => [account.login, { id: account.id, name: account.name }]))
}

/** A member of staff by login. */
export function requireStaff(staff: StaffActors, login: string): Actor & { id: string } {
  const actor = staff.get(login)
  if (!actor?.id) throw new Error(`The demo world has no staff account ${login}.`)
  return { id: actor.id, name: actor.name }
}
