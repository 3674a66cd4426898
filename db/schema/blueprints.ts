import { integer, jsonb, pgTable, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core'

import { questions } from './bank.ts'
import { exams } from './campaigns.ts'
import { id, instant } from './columns.ts'
import { accounts, units } from './organisation.ts'

/** A blueprint (组卷模板) that a region keeps to make exams from. An exam takes a copy: a later change does not reach it. */
export const blueprints = pgTable('blueprints', {
  id: id(),
  unitId: uuid()
    .notNull()
    .references(() => units.id),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  /** See question-bank/blueprint.ts. */
  blueprint: jsonb().$type<unknown>().notNull(),
  durationMinutes: integer().notNull(),
  passMarks: integer().notNull(),
  changedBy: uuid().references(() => accounts.id),
  changedAt: instant().notNull(),
  archivedAt: instant(),
})

/**
 * What was known of a question when an exam was published, apart from its versions: part of the bank's state that the
 * exam's papers are assembled from. Questions that were never asked have no row.
 */
export const examQuestionFacts = pgTable(
  'exam_question_facts',
  {
    examId: uuid()
      .notNull()
      .references(() => exams.id),
    questionId: uuid()
      .notNull()
      .references(() => questions.id),
    /** How many papers had it within the days over which the blueprint limits exposure. */
    papers: integer().notNull(),
    /** Share of right answers so far, 0 to 1; null while too few have answered it. */
    facility: real(),
  },
  (row) => [primaryKey({ columns: [row.examId, row.questionId] })],
)
