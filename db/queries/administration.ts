import { and, asc, desc, eq, ilike, inArray, or, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { exams } from '../schema/campaigns.ts'
import { accountRoles, accounts, people, type RoleName, units } from '../schema/organisation.ts'
import { inRegion, type Region } from './regions.ts'

/** The exams of these campaigns, published or not, the newest first. */
export async function listExamsOf(tx: Db, campaignIds: readonly string[]) {
  if (campaignIds.length === 0) return []
  return tx
    .select()
    .from(exams)
    .where(inArray(exams.campaignId, [...campaignIds]))
    .orderBy(desc(exams.lawDate), desc(exams.id))
}

/** An account belongs where its person works; without a person, where its roles hold. */
const belongsTo = (region: Region) =>
  region === 'everywhere'
    ? sql`true`
    : sql`(${inRegion(units.path, region)} or (${accounts.personId} is null and exists (
        select 1 from ${accountRoles} r join ${units} ru on ru.id = r.unit_id
        where r.account_id = ${accounts.id} and ${inRegion(sql`ru.path`, region)})))`

/** How many accounts of a region are in which state. */
export async function countAccounts(tx: Db, region: Region, now: Date) {
  const [row] = await tx
    .select({
      all: sql<number>`count(*)::int`,
      notActivated: sql<number>`(count(*) filter (where ${accounts.passwordHash} is null))::int`,
      locked: sql<number>`(count(*) filter (where ${accounts.lockedUntil} > ${now.toISOString()}))::int`,
      disabled: sql<number>`count(${accounts.disabledAt})::int`,
    })
    .from(accounts)
    .leftJoin(people, eq(people.id, accounts.personId))
    .leftJoin(units, eq(units.id, people.unitId))
    .where(belongsTo(region))
  return row ?? { all: 0, notActivated: 0, locked: 0, disabled: 0 }
}

type HeldRole = { role: RoleName; unitZh: string | null; unitEn: string | null }

const rolesColumn = sql<HeldRole[]>`(
  select coalesce(json_agg(json_build_object('role', r.role, 'unitZh', ru.name_zh, 'unitEn', ru.name_en) order by r.role), '[]')
  from ${accountRoles} r left join ${units} ru on ru.id = r.unit_id where r.account_id = ${accounts.id}
)`

/** Whether an account has a role of staff that reaches beyond the region. */
const outranks = (region: Region) =>
  region === 'everywhere'
    ? sql<boolean>`false`
    : sql<boolean>`exists (
        select 1 from ${accountRoles} r left join ${units} ru on ru.id = r.unit_id
        where r.account_id = ${accounts.id} and r.role <> 'candidate'
          and (r.unit_id is null or not (${inRegion(sql`ru.path`, region)})))`

const found = (region: Region) => ({
  accountId: accounts.id,
  personId: people.id,
  name: sql<string>`coalesce(${people.name}, ${accounts.name})`,
  employeeNo: people.employeeNo,
  login: accounts.login,
  unitZh: units.nameZh,
  unitEn: units.nameEn,
  roles: rolesColumn,
  isActivated: sql<boolean>`${accounts.passwordHash} is not null`,
  lockedUntil: accounts.lockedUntil,
  disabledAt: accounts.disabledAt,
  outranks: outranks(region),
})

export type FoundPerson = Awaited<ReturnType<typeof searchPeople>>[number]

/** People and staff of a region by employee number, login, or part of the name. */
export async function searchPeople(tx: Db, region: Region, { text, limit }: { text: string; limit: number }) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return tx
    .select(found(region))
    .from(people)
    .fullJoin(accounts, eq(accounts.personId, people.id))
    .leftJoin(units, eq(units.id, people.unitId))
    .where(
      and(
        belongsTo(region),
        or(
          ilike(people.name, pattern),
          ilike(accounts.name, pattern),
          sql`lower(${people.employeeNo}) = lower(${text})`,
          sql`lower(${accounts.login}) = lower(${text})`,
        ),
      ),
    )
    .orderBy(
      asc(sql`coalesce(${people.name}, ${accounts.name})`),
      asc(people.employeeNo),
      asc(accounts.login),
    )
    .limit(limit)
}

/** An account of a region; null: there is none, or it is another region's. */
export async function findAccountInRegion(tx: Db, region: Region, accountId: string) {
  const [row] = await tx
    .select(found(region))
    .from(accounts)
    .leftJoin(people, eq(people.id, accounts.personId))
    .leftJoin(units, eq(units.id, people.unitId))
    .where(and(eq(accounts.id, accountId), belongsTo(region)))
  return row ?? null
}

/** A person of a region who has no account yet. */
export async function findPersonWithoutAccount(tx: Db, region: Region, personId: string) {
  const [row] = await tx
    .select({ personId: people.id, name: people.name, employeeNo: people.employeeNo })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(
      and(
        eq(people.id, personId),
        inRegion(units.path, region),
        sql`not exists (select 1 from ${accounts} a where a.person_id = ${people.id})`,
      ),
    )
  return row ?? null
}

export type StaffFilter = { role?: RoleName | undefined }

/** Who holds a role of staff in a region: a page of them, and how many there are. */
export async function listStaffRoles(
  tx: Db,
  region: Region,
  { role, limit, offset }: StaffFilter & { limit: number; offset: number },
) {
  const where = and(
    sql`${accountRoles.role} <> 'candidate'`,
    role && eq(accountRoles.role, role),
    region === 'everywhere' ? undefined : inRegion(units.path, region),
  )
  const rows = await tx
    .select({
      id: accountRoles.id,
      role: accountRoles.role,
      name: accounts.name,
      login: accounts.login,
      unitZh: units.nameZh,
      unitEn: units.nameEn,
      disabledAt: accounts.disabledAt,
      isActivated: sql<boolean>`${accounts.passwordHash} is not null`,
    })
    .from(accountRoles)
    .innerJoin(accounts, eq(accounts.id, accountRoles.accountId))
    .leftJoin(units, eq(units.id, accountRoles.unitId))
    .where(where)
    .orderBy(asc(accountRoles.role), asc(units.rank), asc(accounts.name), asc(accountRoles.id))
    .limit(limit)
    .offset(offset)
  const [counted] = await tx
    .select({ total: sql<number>`count(*)::int` })
    .from(accountRoles)
    .leftJoin(units, eq(units.id, accountRoles.unitId))
    .where(where)
  return { rows, total: counted?.total ?? 0 }
}
