import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

import { id, instant } from './columns.ts'
import { laws } from './laws.ts'
import { accounts } from './organisation.ts'

export type QuestionState = 'draft' | 'in-review' | 'approved' | 'retired'

/** A question through all its versions. */
export const questions = pgTable('questions', {
  id: id(),
  /** The stable name in the bank's files, e.g. `xzcf-001`. */
  code: text().notNull().unique(),
  createdAt: instant().notNull().defaultNow(),
})

/** One version of a question: never overwritten, so that a paper can pin it. */
export const questionVersions = pgTable(
  'question_versions',
  {
    id: id(),
    questionId: uuid()
      .notNull()
      .references(() => questions.id),
    version: integer().notNull(),
    state: text().$type<QuestionState>().notNull(),
    kind: text().$type<'single' | 'multiple' | 'true-false'>().notNull(),
    stem: text().notNull(),
    /** `pinned`: stays in its place when options are shuffled ("以上都对"). */
    options: jsonb().$type<{ id: string; text: string; pinned?: true }[]>().notNull(),
    key: jsonb().$type<string[]>().notNull(),
    explanation: text().notNull(),
    lawId: text()
      .notNull()
      .references(() => laws.id),
    lawVersion: text().notNull(),
    article: text().notNull(),
    topic: text().notNull(),
    difficulty: text().$type<'easy' | 'medium' | 'hard'>().notNull(),
    audience: text().array().notNull(),
    trades: text().array().notNull(),
    /** Why it is as hard as it is said to be; what the author tells the reviewer; the older rule, where it differs. */
    difficultyReason: text().notNull().default(''),
    note: text().notNull().default(''),
    changed: text(),
    /** Questions of one case (案例) share its code and its material. */
    caseCode: text(),
    material: text(),
    digest: text().notNull(),
    /** Where it came from: with the product, from a form, or from a file. */
    origin: text().$type<'shipped' | 'written' | 'imported'>().notNull().default('written'),
    authorId: uuid().references(() => accounts.id),
    /** Null with state approved: approved by the product itself (the shipped basic bank). */
    approverId: uuid().references(() => accounts.id),
    approvedAt: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  (row) => [
    uniqueIndex('question_versions_once').on(row.questionId, row.version),
    index('question_versions_law').on(row.lawId, row.lawVersion),
    index('question_versions_case')
      .on(row.caseCode)
      .where(sql`${row.caseCode} is not null`),
    check('question_versions_second_person', sql`${row.approverId} <> ${row.authorId}`),
    check('question_versions_case_whole', sql`(${row.caseCode} is null) = (${row.material} is null)`),
  ],
)

export type ReviewStep = 'submitted' | 'withdrawn' | 'sent-back' | 'approved' | 'discarded' | 'retired'

/** What happened to a version on its way to approval and out of use, with what the second person said. Insert and select only. */
export const questionReviews = pgTable(
  'question_reviews',
  {
    id: id(),
    questionVersionId: uuid()
      .notNull()
      .references(() => questionVersions.id),
    step: text().$type<ReviewStep>().notNull(),
    /** Why it was sent back or retired; what the next reader should know. */
    comment: text().notNull(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    at: instant().notNull(),
  },
  (row) => [index('question_reviews_version').on(row.questionVersionId)],
)

/**
 * Counts the transactions that changed what papers are assembled from: approved versions, laws and their versions, enemy
 * pairs, facts of exams. Triggers raise it as such a transaction commits (migration 0010), so whoever reads the same number
 * twice may keep what was read in between.
 */
export const bankRevision = pgTable(
  'bank_revision',
  {
    /** There is one row. */
    only: boolean().primaryKey().default(true),
    revision: bigint({ mode: 'number' }).notNull(),
  },
  (row) => [check('bank_revision_only', sql`${row.only}`)],
)
