import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

import { id, instant } from './columns.ts'

/** A node of the organisation tree: city → county → department → section. */
export const units = pgTable(
  'units',
  {
    id: id(),
    parentId: uuid().references((): AnyPgColumn => units.id),
    level: text().$type<'city' | 'county' | 'department' | 'section'>().notNull(),
    code: text().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    trade: text(),
    /** Ids from the root to this unit, so that "below X" is one array test. */
    path: uuid().array().notNull(),
    /** Order among its brothers, as offices list their units. */
    rank: integer().notNull().default(0),
  },
  (unit) => [
    uniqueIndex('units_code').on(unit.code),
    index('units_path').using('gin', unit.path),
    check('units_level', sql`${unit.level} in ('city', 'county', 'department', 'section')`),
  ],
)

/** A state employee. Id numbers are encrypted; the keyed hash finds a person by number. */
export const people = pgTable(
  'people',
  {
    id: id(),
    employeeNo: text().notNull(),
    name: text().notNull(),
    sex: text().$type<'m' | 'f'>().notNull(),
    idNumberCipher: text().notNull(),
    idNumberHash: text().notNull(),
    idNumberTail: text().notNull(),
    mobile: text(),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    birthDate: date({ mode: 'string' }).notNull(),
    post: text().notNull(),
    grade: text().notNull(),
    category: text().notNull(),
    isLeader: boolean().notNull().default(false),
    isEnforcer: boolean().notNull().default(false),
    status: text().$type<'in-service' | 'retired' | 'left'>().notNull().default('in-service'),
  },
  (person) => [
    uniqueIndex('people_employee_no').on(person.employeeNo),
    uniqueIndex('people_id_number').on(person.idNumberHash),
    index('people_unit').on(person.unitId),
  ],
)

/** What a person logs in with. Staff and candidates alike; staff need not be on a roll. */
export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    personId: uuid().references(() => people.id),
    login: text().notNull(),
    name: text().notNull(),
    passwordHash: text(),
    /** Keyed hash of a one-time activation code; null once it has been used. */
    activationHash: text(),
    activationExpiresAt: instant(),
    mustChangePassword: boolean().notNull().default(false),
    passwordChangedAt: instant(),
    failedLogins: integer().notNull().default(0),
    lockedUntil: instant(),
    disabledAt: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  (account) => [
    uniqueIndex('accounts_login').on(sql`lower(${account.login})`),
    uniqueIndex('accounts_person').on(account.personId),
  ],
)

export const roleNames = [
  'candidate',
  'proctor',
  'inspector',
  'liaison',
  'author',
  'reviewer',
  'centre-manager',
  'administrator',
  'auditor',
] as const
export type RoleName = (typeof roleNames)[number]

/** A role, and the unit (region, department) or centre it is limited to. */
export const accountRoles = pgTable(
  'account_roles',
  {
    id: id(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    role: text().$type<RoleName>().notNull(),
    unitId: uuid().references(() => units.id),
  },
  (row) => [unique('account_roles_once').on(row.accountId, row.role, row.unitId).nullsNotDistinct()],
)

/** Login sessions (Lucia). The id is a digest-sized secret; it is never logged. */
export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => accounts.id),
    expiresAt: instant().notNull(),
    lastSeenAt: instant().notNull().defaultNow(),
  },
  (session) => [index('sessions_user').on(session.userId)],
)

/** Facts of this installation: the demo marker, the first administrator's code, key ids. */
export const installation = pgTable('installation', {
  key: text().primaryKey(),
  value: jsonb().notNull(),
})
