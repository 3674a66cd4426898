import { index, integer, jsonb, pgTable, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core'

import { questions, questionVersions } from './bank.ts'
import { exams } from './campaigns.ts'
import { instant } from './columns.ts'

/**
 * What the attempts of one exam say about one question version, as sums that can be added up over exams and versions
 * (app/domain/item-analysis.ts). Computed again whenever the exam has newer attempts.
 */
export const itemSummaries = pgTable(
  'item_summaries',
  {
    examId: uuid()
      .notNull()
      .references(() => exams.id),
    questionVersionId: uuid()
      .notNull()
      .references(() => questionVersions.id),
    /** Closed attempts whose paper had it. */
    attempts: integer().notNull(),
    /** Papers that had it, sat or not: its exposure. */
    papers: integer().notNull(),
    sums: jsonb().$type<unknown>().notNull(),
    /** What it was computed from: another state of the exam gives another digest. */
    digest: text().notNull(),
    computedAt: instant().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.examId, row.questionVersionId] }),
    index('item_summaries_version').on(row.questionVersionId),
  ],
)

/**
 * What the attempts of one exam say about its papers as a whole, and the state of the exam that this and its item
 * summaries were computed from. Written with them, in one transaction.
 */
export const examSummaries = pgTable('exam_summaries', {
  examId: uuid()
    .primaryKey()
    .references(() => exams.id),
  attempts: integer().notNull(),
  papers: integer().notNull(),
  /** See app/domain/item-analysis-test-figures.ts. */
  figures: jsonb().$type<unknown>().notNull(),
  digest: text().notNull(),
  computedAt: instant().notNull(),
})

/** A question's pooled figures and flags, to find the questions to look at. Made from item summaries of released exams. */
export const questionFigures = pgTable(
  'question_figures',
  {
    questionId: uuid()
      .primaryKey()
      .references(() => questions.id),
    /** The newest version that was asked: what is pooled is worded like it. */
    questionVersionId: uuid()
      .notNull()
      .references(() => questionVersions.id),
    attempts: integer().notNull(),
    exams: integer().notNull(),
    /** Null: not defined. */
    facility: real(),
    pointBiserial: real(),
    /** `[{ name, options }]`, the gravest first. */
    flags: jsonb().$type<unknown>().notNull(),
    /** 3 urgent, 2 to look at, 1 a note, 0 none. */
    urgency: integer().notNull(),
    computedAt: instant().notNull(),
  },
  (row) => [index('question_figures_urgency').on(row.urgency)],
)
