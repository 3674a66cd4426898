import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

import { exams, registrations } from './campaigns.ts'
import { id, instant } from './columns.ts'
import { accounts, people } from './organisation.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** One item of a frozen paper: the question version, the order of its options, its marks (hundredths). */
export type PaperItem = {
  itemId: string
  questionVersionId: string
  kind: 'single' | 'multiple' | 'true-false'
  options: string[]
  marks: number
}

/** The frozen list of question versions, with option order, that one candidate gets. */
export const papers = pgTable(
  'papers',
  {
    id: id(),
    examId: uuid()
      .notNull()
      .references(() => exams.id),
    registrationId: uuid()
      .notNull()
      .references(() => registrations.id),
    tryNo: integer().notNull(),
    seed: text().notNull(),
    /** Digest of the bank's state the seed was applied to. */
    bankDigest: text().notNull(),
    items: jsonb().$type<PaperItem[]>().notNull(),
    /** The trades (行业) of the candidate's department, which its own part was assembled for. */
    trades: text().array().notNull().default([]),
    /** SHA-256 over paper, rules and key versions: the first link of the answer chain covers it. */
    digest: text().notNull(),
    createdAt: instant().notNull(),
  },
  (paper) => [
    uniqueIndex('papers_one_per_try').on(paper.registrationId, paper.tryNo),
    index('papers_created').on(paper.createdAt),
    // To walk through the papers of one exam in batches.
    index('papers_exam').on(paper.examId, paper.id),
  ],
)

export type AttemptState = 'answering' | 'paused' | 'handed-in' | 'void' | 'annulled'

/** One candidate answering one paper. */
export const attempts = pgTable(
  'attempts',
  {
    id: id(),
    examId: uuid()
      .notNull()
      .references(() => exams.id),
    registrationId: uuid()
      .notNull()
      .references(() => registrations.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    paperId: uuid()
      .notNull()
      .references(() => papers.id),
    sittingId: uuid(),
    tryNo: integer().notNull(),
    state: text().$type<AttemptState>().notNull(),
    startedAt: instant().notNull(),
    deadlineAt: instant().notNull(),
    graceMs: integer().notNull(),
    givenMs: bigint({ mode: 'number' }).notNull().default(0),
    pausedAt: instant(),
    /** Raised by every take-over: a token of an older generation no longer writes. */
    generation: integer().notNull().default(1),
    /** The login session that holds the machine; null after a hand-over was opened and not yet taken. */
    sessionDigest: text().notNull(),
    handOverOpenedAt: instant(),
    savedSeq: integer().notNull().default(0),
    /** Number of links of the answer chain, and its head. */
    links: integer().notNull().default(0),
    chainHead: bytea().notNull(),
    closedAt: instant(),
    closedBy: text().$type<'candidate' | 'server' | 'proctor'>(),
    closeReason: text(),
    answered: integer(),
    score: integer(),
    passed: boolean(),
    voidedAt: instant(),
    voidReason: text(),
  },
  (attempt) => [
    // An annulled attempt may be sat again; nothing else may.
    uniqueIndex('attempts_one_per_try')
      .on(attempt.registrationId, attempt.tryNo)
      .where(sql`${attempt.state} <> 'annulled'`),
    uniqueIndex('attempts_one_open')
      .on(attempt.registrationId)
      .where(sql`${attempt.state} in ('answering', 'paused')`),
    index('attempts_overdue')
      .on(attempt.deadlineAt)
      .where(sql`${attempt.state} = 'answering'`),
    index('attempts_exam').on(attempt.examId),
    index('attempts_person').on(attempt.personId),
    index('attempts_sitting').on(attempt.sittingId),
    check(
      'attempts_state',
      sql`${attempt.state} in ('answering', 'paused', 'handed-in', 'void', 'annulled')`,
    ),
    // Each state has the columns it needs, so a stored attempt can always be read.
    check(
      'attempts_columns_of_state',
      sql`case ${attempt.state}
        when 'answering' then ${attempt.pausedAt} is null and ${attempt.closedAt} is null and ${attempt.score} is null
        when 'paused' then ${attempt.pausedAt} is not null and ${attempt.closedAt} is null and ${attempt.score} is null
        when 'handed-in' then ${attempt.closedAt} is not null and ${attempt.closedBy} is not null and ${attempt.score} is not null
          and ${attempt.passed} is not null and ${attempt.answered} is not null
        when 'void' then ${attempt.closedAt} is not null and ${attempt.voidedAt} is not null and ${attempt.voidReason} is not null
        else ${attempt.voidedAt} is not null end`,
    ),
  ],
)

/**
 * The log of answers: append-only, one row per change. The answer to an item is the row with the
 * highest (generation, seq). Owned by a role of its own; the program may insert and select only.
 */
export const responses = pgTable(
  'responses',
  {
    examId: uuid().notNull(),
    attemptId: uuid().notNull(),
    generation: integer().notNull(),
    seq: integer().notNull(),
    link: integer().notNull(),
    itemId: text().notNull(),
    response: jsonb().$type<string[]>().notNull(),
    clientAt: instant(),
    serverAt: instant().notNull(),
    digest: bytea().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.examId, row.attemptId, row.generation, row.seq] }),
    uniqueIndex('responses_link').on(row.examId, row.attemptId, row.link),
  ],
)

/** Entries refused for good: settled, so that a resend hears the same and the sequence has no gap. */
export const refusedEntries = pgTable(
  'refused_entries',
  {
    examId: uuid().notNull(),
    attemptId: uuid().notNull(),
    generation: integer().notNull(),
    seq: integer().notNull(),
    itemId: text().notNull(),
    response: jsonb().$type<string[]>().notNull(),
    reason: text().notNull(),
    serverAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.examId, row.attemptId, row.generation, row.seq] })],
)

/** Entries that came after the deadline or from an old machine: kept for a person to see; they change nothing by themselves. */
export const heldEntries = pgTable(
  'held_entries',
  {
    examId: uuid().notNull(),
    attemptId: uuid().notNull(),
    generation: integer().notNull(),
    seq: integer().notNull(),
    itemId: text().notNull(),
    response: jsonb().$type<string[]>().notNull(),
    clientAt: instant(),
    receivedAt: instant().notNull(),
    reason: text().notNull(),
  },
  (row) => [primaryKey({ columns: [row.examId, row.attemptId, row.generation, row.seq] })],
)

/** Time given or taken from the clock of one attempt, or of a whole sitting (attemptId null). */
export const timeGrants = pgTable(
  'time_grants',
  {
    id: id(),
    sittingId: uuid(),
    attemptId: uuid(),
    addedMs: bigint({ mode: 'number' }).notNull(),
    kind: text().$type<'given' | 'pause' | 'outage'>().notNull(),
    reason: text().notNull(),
    grantedBy: uuid().references(() => accounts.id),
    at: instant().notNull(),
  },
  (row) => [index('time_grants_attempt').on(row.attemptId), index('time_grants_sitting').on(row.sittingId)],
)

/** A signed statement of a closed attempt, which the candidate can check later. */
export const receipts = pgTable(
  'receipts',
  {
    id: id(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    /** Canonical JSON, exactly as signed. */
    payload: text().notNull(),
    signature: text().notNull(),
    keyId: text().notNull(),
    issuedAt: instant().notNull(),
  },
  (row) => [index('receipts_attempt').on(row.attemptId)],
)

/** A gap in the closer's own ticks: nothing was closed while the outage was looked at. */
export const outages = pgTable('outages', {
  id: id(),
  from: instant().notNull(),
  until: instant().notNull(),
  lostMs: bigint({ mode: 'number' }).notNull(),
})

/** What a proctor decided about an outage that fell into a sitting: the time given back, or 0. Insert and select only. */
export const outageDecisions = pgTable(
  'outage_decisions',
  {
    outageId: uuid()
      .notNull()
      .references(() => outages.id),
    sittingId: uuid().notNull(),
    addedMs: bigint({ mode: 'number' }).notNull(),
    reason: text().notNull(),
    decidedBy: uuid()
      .notNull()
      .references(() => accounts.id),
    at: instant().notNull(),
  },
  (decision) => [primaryKey({ columns: [decision.outageId, decision.sittingId] })],
)
