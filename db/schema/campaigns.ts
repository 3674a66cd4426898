import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

import { id, instant } from './columns.ts'
import { accounts, people, units } from './organisation.ts'

/** One study-and-exam season with a frozen roll, a study target and exams. */
export const campaigns = pgTable('campaigns', {
  id: id(),
  unitId: uuid()
    .notNull()
    .references(() => units.id),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  cutOff: date({ mode: 'string' }).notNull(),
  frozenAt: instant(),
  studyTotalTarget: integer().notNull().default(100),
  studyCompulsoryTarget: integer().notNull().default(60),
  passRateBasis: text().$type<'due' | 'sat'>().notNull().default('due'),
  /** The exam whose figures count for the campaign. */
  countingExamId: uuid(),
  lockedAt: instant(),
})

export type RollClass = 'due' | 'exempt' | 'out-of-scope'

/** Who counts in a campaign: a copy frozen at the cut-off date, with the unit of that date. */
export const rollEntries = pgTable(
  'roll_entries',
  {
    campaignId: uuid()
      .notNull()
      .references(() => campaigns.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    class: text().$type<RollClass>().notNull(),
    reason: text(),
  },
  (row) => [
    primaryKey({ columns: [row.campaignId, row.personId] }),
    index('roll_entries_unit').on(row.campaignId, row.unitId),
  ],
)

/** A later change of a person's class: dated, with a reason, never an overwrite without trace. */
export const rollChanges = pgTable('roll_changes', {
  id: id(),
  campaignId: uuid()
    .notNull()
    .references(() => campaigns.id),
  personId: uuid()
    .notNull()
    .references(() => people.id),
  from: text().$type<RollClass>().notNull(),
  to: text().$type<RollClass>().notNull(),
  reason: text().notNull(),
  changedBy: uuid().references(() => accounts.id),
  changedAt: instant().notNull(),
})

/** Imported study credits of a person in a campaign; the newest import holds. */
export const studyResults = pgTable(
  'study_results',
  {
    campaignId: uuid()
      .notNull()
      .references(() => campaigns.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    totalCredits: integer().notNull(),
    compulsoryCredits: integer().notNull(),
    importId: uuid().notNull(),
    importedAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.campaignId, row.personId] })],
)

/** What a paper must contain: see question-bank/blueprint.ts for the shape of `cells`. */
export type ExamRules = {
  blueprint: unknown
  multipleScoring: 'all-or-nothing' | 'half-for-subset' | 'half-point-per-option'
}

/** Rules, blueprint, duration and pass mark. Marks are hundredths. */
export const exams = pgTable(
  'exams',
  {
    id: id(),
    campaignId: uuid()
      .notNull()
      .references(() => campaigns.id),
    kind: text().$type<'online' | 'centre'>().notNull(),
    titleZh: text().notNull(),
    titleEn: text().notNull(),
    rules: jsonb().$type<ExamRules>().notNull(),
    durationMs: integer().notNull(),
    graceMs: integer().notNull().default(5000),
    lateLimitMs: integer().notNull().default(1_800_000),
    fullMarks: integer().notNull(),
    passMarks: integer().notNull(),
    maxTries: integer().notNull().default(1),
    /** Online: the window. Centre: null, the sittings tell. */
    opensAt: instant(),
    closesAt: instant(),
    release: text().$type<'at-once' | 'after-close'>().notNull().default('at-once'),
    /** The law in force on this day is what the paper asks. */
    lawDate: date({ mode: 'string' }).notNull(),
    seed: text().notNull(),
    /** True when due = the drawn list, not the roll. */
    drawn: boolean().notNull().default(false),
    publishedAt: instant(),
    /** A draft that was put away. It can be taken out again; what is published stays. */
    archivedAt: instant(),
  },
  (exam) => [
    check('exams_archived_drafts', sql`${exam.archivedAt} is null or ${exam.publishedAt} is null`),
    // Scores that wait for the close need a close to wait for; at a centre the sittings do not say when that is.
    check('exams_release', sql`${exam.release} = 'at-once' or ${exam.closesAt} is not null`),
  ],
)

/** A candidate entered for an exam; for a centre exam placed in a sitting, with a ticket number. */
export const registrations = pgTable(
  'registrations',
  {
    id: id(),
    examId: uuid()
      .notNull()
      .references(() => exams.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    sittingId: uuid(),
    seatId: uuid(),
    ticketNo: text(),
    checkedInAt: instant(),
    checkedInBy: uuid().references(() => accounts.id),
    pledgedAt: instant(),
    withdrawnAt: instant(),
  },
  (row) => [
    // One entry of a person in an exam: a make-up is a sitting of an exam of its own.
    unique('registrations_once').on(row.examId, row.personId, row.sittingId).nullsNotDistinct(),
    uniqueIndex('registrations_seat').on(row.sittingId, row.seatId),
    index('registrations_person').on(row.personId),
    index('registrations_sitting').on(row.sittingId),
  ],
)

/** A notice or pledge that a candidate was shown and accepted, with its version. */
export const acceptances = pgTable(
  'acceptances',
  {
    id: id(),
    registrationId: uuid()
      .notNull()
      .references(() => registrations.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    document: text().$type<'privacy-notice' | 'pledge'>().notNull(),
    version: text().notNull(),
    acceptedAt: instant().notNull(),
  },
  (row) => [uniqueIndex('acceptances_once').on(row.registrationId, row.document, row.version)],
)
