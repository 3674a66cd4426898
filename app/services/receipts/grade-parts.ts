import { type GradedItem, gradePaper } from '#app/domain/grading.ts'
import type { Db } from '#db/client.ts'
import {
  type AttemptRow,
  currentResponses,
  type ExamRow,
  type PaperRow,
  readQuestionVersions,
} from '#db/queries/attempts.ts'

/** One part of a paper: how much of it was answered, and what it brought. Marks are hundredths. */
export type PartGrade = {
  kind: GradedItem['kind']
  items: number
  answered: number
  marks: number
  fullMarks: number
}

export type RecomputedGrade = { score: number; answered: number; items: number; parts: PartGrade[] }

/** Grades an attempt afresh from its answer log and the keys that its paper pins, part by part. */
export async function gradeParts(
  db: Db,
  attempt: AttemptRow,
  { exam, paper }: { exam: ExamRow; paper: PaperRow },
): Promise<RecomputedGrade> {
  const versions = await readQuestionVersions(
    db,
    paper.items.map((item) => item.questionVersionId),
  )
  const answers = await currentResponses(db, { examId: attempt.examId, attemptId: attempt.id })
  const responses = new Map(answers.map(({ itemId, response }) => [itemId, response]))
  const items = paper.items.map(({ itemId, kind, marks, questionVersionId }) => ({
    itemId,
    kind,
    marks,
    key: versions.get(questionVersionId)?.key ?? [],
  }))
  const grade = gradePaper(items, responses, exam.rules.multipleScoring)
  const marksOf = new Map(grade.items.map((item) => [item.itemId, item.marks]))

  const parts: PartGrade[] = []
  for (const item of items) {
    let part = parts[parts.length - 1]
    if (part?.kind !== item.kind)
      parts.push((part = { kind: item.kind, items: 0, answered: 0, marks: 0, fullMarks: 0 }))
    part.items += 1
    part.answered += (responses.get(item.itemId) ?? []).length > 0 ? 1 : 0
    part.marks += marksOf.get(item.itemId) ?? 0
    part.fullMarks += item.marks
  }
  return { score: grade.score, answered: grade.answered, items: items.length, parts }
}
