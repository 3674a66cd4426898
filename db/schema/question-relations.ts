import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core'

import { questions } from './bank.ts'
import { id, instant } from './columns.ts'
import { accounts } from './organisation.ts'

/** What authors and reviewers say to one another about a question. Insert and select only. */
export const questionComments = pgTable(
  'question_comments',
  {
    id: id(),
    questionId: uuid()
      .notNull()
      .references(() => questions.id),
    /** The version that it is about. */
    version: integer().notNull(),
    comment: text().notNull(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    at: instant().notNull(),
  },
  (row) => [index('question_comments_question').on(row.questionId)],
)

/** Enemy items: two questions that must not stand in one paper, since one gives the other away or asks the same. */
export const enemyPairs = pgTable(
  'enemy_pairs',
  {
    /** The smaller id of the two. */
    oneId: uuid()
      .notNull()
      .references(() => questions.id),
    otherId: uuid()
      .notNull()
      .references(() => questions.id),
    reason: text().notNull(),
    /** Null: it came with the product. */
    addedBy: uuid().references(() => accounts.id),
    addedAt: instant().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.oneId, row.otherId] }),
    index('enemy_pairs_other').on(row.otherId),
    check('enemy_pairs_ordered', sql`${row.oneId} < ${row.otherId}`),
  ],
)

/** Two questions that are much alike and were found to ask different things: no longer listed as near-duplicates. */
export const distinctPairs = pgTable(
  'distinct_pairs',
  {
    /** The smaller id of the two. */
    oneId: uuid()
      .notNull()
      .references(() => questions.id),
    otherId: uuid()
      .notNull()
      .references(() => questions.id),
    /** How alike they were then: when a later version makes them more alike, they are listed again. */
    similarity: real().notNull(),
    judgedBy: uuid()
      .notNull()
      .references(() => accounts.id),
    judgedAt: instant().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.oneId, row.otherId] }),
    check('distinct_pairs_ordered', sql`${row.oneId} < ${row.otherId}`),
  ],
)
