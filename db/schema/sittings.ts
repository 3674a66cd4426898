import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

import { exams } from './campaigns.ts'
import { id, instant } from './columns.ts'
import { accounts, units } from './organisation.ts'

export const centres = pgTable('centres', {
  id: id(),
  unitId: uuid()
    .notNull()
    .references(() => units.id),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  address: text().notNull(),
})

export const rooms = pgTable('rooms', {
  id: id(),
  centreId: uuid()
    .notNull()
    .references(() => centres.id),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  columns: integer().notNull().default(8),
})

/** A machine in a room. */
export const seats = pgTable(
  'seats',
  {
    id: id(),
    roomId: uuid()
      .notNull()
      .references(() => rooms.id),
    number: integer().notNull(),
    usable: boolean().notNull().default(true),
  },
  (seat) => [uniqueIndex('seats_number').on(seat.roomId, seat.number)],
)

/** One exam, one room, one start time. */
export const sittings = pgTable(
  'sittings',
  {
    id: id(),
    examId: uuid()
      .notNull()
      .references(() => exams.id),
    roomId: uuid()
      .notNull()
      .references(() => rooms.id),
    startsAt: instant().notNull(),
    /** When it really started: by itself at startsAt, or by the proctor. */
    startedAt: instant(),
    /** Time given to all, and the sum of pauses that are over. */
    givenMs: bigint({ mode: 'number' }).notNull().default(0),
    pausedMs: bigint({ mode: 'number' }).notNull().default(0),
    pausedAt: instant(),
    closedAt: instant(),
  },
  (sitting) => [index('sittings_exam').on(sitting.examId)],
)

/** Who may watch a sitting: its proctors, and inspectors named for it. */
export const sittingStaff = pgTable(
  'sitting_staff',
  {
    sittingId: uuid()
      .notNull()
      .references(() => sittings.id),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    role: text().$type<'proctor' | 'inspector'>().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.sittingId, row.accountId] }),
    index('sitting_staff_account').on(row.accountId),
  ],
)

/** A message of the proctor. registrationId null: to everybody in the room, the waiting page included. */
export const messages = pgTable(
  'messages',
  {
    id: id(),
    sittingId: uuid()
      .notNull()
      .references(() => sittings.id),
    registrationId: uuid(),
    text: text().notNull(),
    sentBy: uuid()
      .notNull()
      .references(() => accounts.id),
    sentAt: instant().notNull(),
  },
  (row) => [index('messages_sitting').on(row.sittingId)],
)

export const messageAcknowledgements = pgTable(
  'message_acknowledgements',
  {
    messageId: uuid()
      .notNull()
      .references(() => messages.id),
    registrationId: uuid().notNull(),
    acknowledgedAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.messageId, row.registrationId] })],
)

export type IncidentTier = 'ordinary' | 'serious' | 'very-serious'

/** Something recorded about a sitting: by a person, or a fact noted by the system. Evidence, never a verdict. */
export const incidents = pgTable(
  'incidents',
  {
    id: id(),
    sittingId: uuid()
      .notNull()
      .references(() => sittings.id),
    registrationId: uuid(),
    kind: text().notNull(),
    tier: text().$type<IncidentTier>().notNull(),
    note: text().notNull(),
    recordedBy: uuid().references(() => accounts.id),
    at: instant().notNull(),
    detail: jsonb(),
  },
  (row) => [index('incidents_sitting').on(row.sittingId)],
)
