import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import { attempts } from './attempts.ts'
import { questionVersions } from './bank.ts'
import { exams } from './campaigns.ts'
import { id, instant } from './columns.ts'
import { accounts } from './organisation.ts'

export type KeyFixState = 'proposed' | 'rejected' | 'applied' | 'reverted'

/** What a correction, or its reversal, did: attempts and people in numbers (app/domain/regrade.ts). */
export type KeyFixEffect = {
  attempts: number
  changed: number
  raised: number
  lowered: number
  nowPass: number
  nowFail: number
}

/**
 * A correction of a key in one exam: another key, or the item is void and brings its marks to everyone. One person
 * proposes, another decides.
 */
export const keyFixes = pgTable(
  'key_fixes',
  {
    id: id(),
    examId: uuid()
      .notNull()
      .references(() => exams.id),
    questionVersionId: uuid()
      .notNull()
      .references(() => questionVersions.id),
    /** The options that are right; null: the item is void. */
    newKey: jsonb().$type<string[]>(),
    reason: text().notNull(),
    state: text().$type<KeyFixState>().notNull(),
    proposedBy: uuid()
      .notNull()
      .references(() => accounts.id),
    proposedAt: instant().notNull(),
    decidedBy: uuid().references(() => accounts.id),
    decidedAt: instant(),
    decisionReason: text(),
    /** What it did when it was applied. */
    effect: jsonb().$type<KeyFixEffect>(),
    revertedBy: uuid().references(() => accounts.id),
    revertedAt: instant(),
    revertReason: text(),
    revertEffect: jsonb().$type<KeyFixEffect>(),
  },
  (fix) => [
    index('key_fixes_exam').on(fix.examId),
    // One question of an exam has one correction at a time; to change it again, revert first.
    uniqueIndex('key_fixes_one')
      .on(fix.examId, fix.questionVersionId)
      .where(sql`${fix.state} in ('proposed', 'applied')`),
    check('key_fixes_state', sql`${fix.state} in ('proposed', 'rejected', 'applied', 'reverted')`),
    check('key_fixes_second_person', sql`${fix.decidedBy} <> ${fix.proposedBy}`),
    // Who approved does not take it back alone either.
    check('key_fixes_reverted_by_another', sql`${fix.revertedBy} <> ${fix.decidedBy}`),
    // Each state has the columns it needs, so that every step names a person, a time and a reason.
    check(
      'key_fixes_columns_of_state',
      sql`(${fix.state} = 'proposed') = (${fix.decidedBy} is null)
        and (${fix.decidedBy} is null) = (${fix.decidedAt} is null)
        and (${fix.state} in ('applied', 'reverted')) = (${fix.effect} is not null)
        and (${fix.state} <> 'rejected' or ${fix.decisionReason} is not null)
        and (${fix.state} = 'reverted') = (${fix.revertedBy} is not null)
        and (${fix.state} = 'reverted') = (${fix.revertedAt} is not null and ${fix.revertReason} is not null)`,
    ),
  ],
)

/** What a correction, or its reversal, did to one attempt. Insert and select only. */
export const regradedAttempts = pgTable(
  'regraded_attempts',
  {
    id: id(),
    keyFixId: uuid()
      .notNull()
      .references(() => keyFixes.id),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id),
    /** True: by the reversal. */
    reverted: boolean().notNull(),
    scoreBefore: integer().notNull(),
    scoreAfter: integer().notNull(),
    passedBefore: boolean().notNull(),
    passedAfter: boolean().notNull(),
    at: instant().notNull(),
  },
  (row) => [
    uniqueIndex('regraded_attempts_once').on(row.keyFixId, row.attemptId, row.reverted),
    index('regraded_attempts_attempt').on(row.attemptId),
  ],
)
