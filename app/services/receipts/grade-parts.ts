import { gradePaper } from '#app/domain/grading.ts'
import type { Db } from '#db/client.ts'
import { type AttemptRow, currentResponses, type ExamRow, type PaperRow } from '#db/queries/attempts.ts'
import type { ExamKey } from '#db/queries/exam-keys.ts'
import type { PartKind } from '#question-bank/blueprint.ts'

import { keyedItems } from '../attempts/keyed-items.ts'
import { paperParts } from './paper-parts.ts'

/** One part of a paper: how much of it was answered, and what it brought. Marks are hundredths. */
export type PartGrade = {
  kind: PartKind
  items: number
  answered: number
  marks: number
  fullMarks: number
}

export type RecomputedGrade = { score: number; answered: number; items: number; parts: PartGrade[] }

/** Grades an attempt afresh from its answer log by these keys, part by part. */
export async function gradeParts(
  db: Db,
  attempt: AttemptRow,
  { exam, paper, keys }: { exam: ExamRow; paper: PaperRow; keys: ReadonlyMap<string, ExamKey> },
): Promise<RecomputedGrade> {
  const answers = await currentResponses(db, { examId: attempt.examId, attemptId: attempt.id })
  const responses = new Map(answers.map(({ itemId, response }) => [itemId, response]))
  const items = keyedItems(paper.items, keys)
  const grade = gradePaper(items, responses, exam.rules.multipleScoring)
  const marksOf = new Map(grade.items.map((item) => [item.itemId, item.marks]))

  const parts = paperParts(exam.rules.blueprint, items).map(({ kind, items: ofPart }): PartGrade => ({
    kind,
    items: ofPart.length,
    answered: ofPart.filter(({ itemId }) => (responses.get(itemId) ?? []).length > 0).length,
    marks: ofPart.reduce((sum, { itemId }) => sum + (marksOf.get(itemId) ?? 0), 0),
    fullMarks: ofPart.reduce((sum, item) => sum + item.marks, 0),
  }))
  return { score: grade.score, answered: grade.answered, items: items.length, parts }
}
