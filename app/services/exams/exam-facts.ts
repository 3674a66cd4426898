import type { MultipleScoring } from '#app/domain/grading.ts'
import type { ExamRow } from '#db/queries/attempts.ts'
import { Blueprint, type PartKind, partSizes } from '#question-bank/blueprint.ts'

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
  parts: { kind: PartKind; count: number; marks: number }[]
  /** Null where no question of the paper can be a multiple choice. */
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
    multipleScoring: parts.some(({ kind }) => kind === 'multiple' || kind === 'case')
      ? exam.rules.multipleScoring
      : null,
    lateLimitMs: exam.lateLimitMs,
    releasedAtOnce: exam.release === 'at-once',
  }
}

function partsOf(exam: ExamRow): ExamRulesFacts['parts'] {
  return partSizes(Blueprint.parse(exam.rules.blueprint)).map(({ kind, marks, items }) => ({
    kind,
    marks: marks / 100,
    count: items,
  }))
}
