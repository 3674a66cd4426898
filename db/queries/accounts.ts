import { and, between, eq, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { uuidv7 } from 'uuidv7'

import type { Db } from '../client.ts'
import {
  accountRoles,
  accounts,
  installation,
  people,
  type RoleName,
  sessions,
  units,
} from '../schema/organisation.ts'

export type AccountRow = typeof accounts.$inferSelect
export type Role = { role: RoleName; unitId: string | null }

/** An account with its roles, and the unit whose administrators may read what the audit log says of it. */
export type Account = AccountRow & { roles: Role[]; unitId: string | null }

/** A login session with the account it belongs to, as pages need it. */
export type SessionAccount = {
  session: { id: string; userId: string; expiresAt: Date; lastSeenAt: Date }
  account: Pick<AccountRow, 'id' | 'personId' | 'name' | 'login' | 'mustChangePassword' | 'disabledAt'> & {
    roles: Role[]
    departmentZh: string | null
    departmentEn: string | null
  }
}

/**
 * The roles of an account, inside a query that selects from `accounts`. Its columns are written out: in a query of
 * one table drizzle drops the table's name, and the inner table has an `id` too.
 */
const rolesColumn = sql<Role[]>`(
  select coalesce(json_agg(json_build_object('role', r.role, 'unitId', r.unit_id) order by r.role, r.unit_id), '[]')
  from account_roles r where r.account_id = accounts.id
)`

const unitColumn = sql<string | null>`coalesce(
  (select p.unit_id from people p where p.id = accounts.person_id),
  (select r.unit_id from account_roles r where r.account_id = accounts.id order by r.unit_id limit 1)
)`

/** An account by what its owner types. Capitals do not count. */
export async function findAccountByLogin(tx: Db, login: string): Promise<AccountRow | null> {
  const [row] = await tx
    .select()
    .from(accounts)
    .where(eq(sql`lower(${accounts.login})`, login.toLowerCase()))
  return row ?? null
}

export async function findAccount(tx: Db, accountId: string): Promise<AccountRow | null> {
  const [row] = await tx.select().from(accounts).where(eq(accounts.id, accountId))
  return row ?? null
}

/** Keeps the account's row locked until the surrounding transaction ends. */
export async function lockAccount(tx: Db, accountId: string): Promise<Account | null> {
  const [locked] = await tx.select().from(accounts).where(eq(accounts.id, accountId)).for('no key update')
  if (!locked) return null
  const [about] = await tx
    .select({ roles: rolesColumn, unitId: unitColumn })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  return { ...locked, roles: about?.roles ?? [], unitId: about?.unitId ?? null }
}

export async function updateAccount(tx: Db, accountId: string, change: Partial<AccountRow>): Promise<void> {
  await tx.update(accounts).set(change).where(eq(accounts.id, accountId))
}

/**
 * Makes an account without a password: nobody can log in to it before it is activated.
 *
 * @returns Its id; null when the login is taken or the person has an account already.
 */
export async function insertAccount(
  tx: Db,
  account: { login: string; name: string; personId: string | null; roles: readonly Role[] },
): Promise<string | null> {
  const { login, name, personId } = account
  const [row] = await tx
    .insert(accounts)
    .values({ id: uuidv7(), login, name, personId })
    .onConflictDoNothing()
    .returning({ id: accounts.id })
  if (!row) return null
  if (account.roles.length > 0) {
    await tx
      .insert(accountRoles)
      .values(account.roles.map((role) => ({ id: uuidv7(), accountId: row.id, ...role })))
  }
  return row.id
}

/** Whether somebody can log in to this installation as its administrator. */
export async function hasActivatedAdministrator(tx: Db): Promise<boolean> {
  const [row] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .innerJoin(accountRoles, eq(accountRoles.accountId, accounts.id))
    .where(
      and(
        eq(accountRoles.role, 'administrator'),
        sql`${accountRoles.unitId} is null`,
        sql`${accounts.passwordHash} is not null`,
      ),
    )
    .limit(1)
  return row !== undefined
}

/** A session and its account, its roles and its department, in one query: this is asked on every request. */
export async function findSessionAccount(tx: Db, sessionId: string): Promise<SessionAccount | null> {
  const unit = alias(units, 'own_unit')
  const department = alias(units, 'department')
  const [row] = await tx
    .select({
      session: {
        id: sessions.id,
        userId: sessions.userId,
        expiresAt: sessions.expiresAt,
        lastSeenAt: sessions.lastSeenAt,
      },
      account: {
        id: accounts.id,
        personId: accounts.personId,
        name: accounts.name,
        login: accounts.login,
        mustChangePassword: accounts.mustChangePassword,
        disabledAt: accounts.disabledAt,
        roles: rolesColumn,
        departmentZh: sql<string | null>`coalesce(${department.nameZh}, ${unit.nameZh})`,
        departmentEn: sql<string | null>`coalesce(${department.nameEn}, ${unit.nameEn})`,
      },
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.userId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .leftJoin(unit, eq(unit.id, people.unitId))
    .leftJoin(department, and(eq(department.level, 'department'), sql`${department.id} = any(${unit.path})`))
    .where(eq(sessions.id, sessionId))
  return row ?? null
}

/** Notes that a session is in use; with `seenBetween`, only when it was last seen between these instants. */
export async function touchSession(
  tx: Db,
  sessionId: string,
  { now, seenBetween }: { now: Date; seenBetween?: [Date, Date] },
): Promise<void> {
  const due = seenBetween && between(sessions.lastSeenAt, ...seenBetween)
  await tx
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, sessionId), due))
}

export async function deleteOtherSessions(tx: Db, accountId: string, keptSessionId: string): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.userId, accountId), ne(sessions.id, keptSessionId)))
}

/** A fact of this installation, as it was stored; undefined when there is none. Parse it where you use it. */
export async function findInstallationFact(tx: Db, key: string): Promise<unknown> {
  const [row] = await tx
    .select({ value: installation.value })
    .from(installation)
    .where(eq(installation.key, key))
  return row?.value
}

/** Writes a fact of this installation once. Returns what is stored: an earlier value stays. */
export async function keepInstallationFact(tx: Db, key: string, value: unknown): Promise<unknown> {
  await tx.insert(installation).values({ key, value }).onConflictDoNothing()
  return findInstallationFact(tx, key)
}

/** Throws away the counters of failed logins that count no longer. */
export async function deleteExpiredLoginCounts(tx: Db, now: Date): Promise<void> {
  await tx.execute(sql`delete from login_rates where expire < ${now.getTime()}`)
}
