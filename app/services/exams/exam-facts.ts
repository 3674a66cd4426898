import type { MultipleScoring } from '#app/domain/grading.ts'
import type { ExamRow } from '#db/queries/attempts.ts'
import { Blueprint } from '#question-bank/blueprint.ts'

type Kind = 'single' | 'multiple' | 'true-false'

/** What a candidate is told of an exam before sitting it. Marks are points. */
export type ExamFacts = {
  id: string
  titleZh: string
  titleEn: string
  kind: 'online' | 'centre'
  durationMs: number
  passMarks: number
  fullMarks: number
  maxTries: number
  itemCount: number
}

export type ExamRulesFacts = {
  /** The parts of the paper, in order. `marks`: points of one item. */
  parts: { kind: Kind; count: number; marks: number }[]
  /** Null where the paper has no multiple-choice part. */
  multipleScoring: MultipleScoring | null
  lateLimitMs: number
  releasedAtOnce: boolean
}

/** The exam in the figures that candidates read. */
export function factsOf(exam: ExamRow): ExamFacts {
  const { id, titleZh, titleEn, kind, durationMs, maxTries } = exam
  return {
    id,
    titleZh,
    titleEn,
    kind,
    durationMs,
    passMarks: exam.passMarks / 100,
    fullMarks: exam.fullMarks / 100,
    maxTries: kind === 'centre' ? 1 : maxTries,
    itemCount: partsOf(exam).reduce((sum, part) => sum + part.count, 0),
  }
}

/** The rules that the waiting page prints. */
export function rulesOf(exam: ExamRow): ExamRulesFacts {
  const parts = partsOf(exam)
  return {
    parts,
    multipleScoring: parts.some((part) => part.kind === 'multiple') ? exam.rules.multipleScoring : null,
    lateLimitMs: exam.lateLimitMs,
    releasedAtOnce: exam.release === 'at-once',
  }
}

function partsOf(exam: ExamRow): ExamRulesFacts['parts'] {
  return Blueprint.parse(exam.rules.blueprint).parts.map(({ kind, marks, cells }) => ({
    kind,
    marks: marks / 100,
    count: cells.reduce((sum, cell) => sum + cell.count, 0),
  }))
}
