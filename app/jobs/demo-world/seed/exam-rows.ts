import { randomBytes } from 'node:crypto'

import { uuidv7 } from 'uuidv7'

import type { MultipleScoring } from '#app/domain/grading.ts'
import { type ExamTemplate, examTemplates, sizeOf } from '#question-bank/blueprint.ts'

type Made = {
  template: ExamTemplate['id']
  campaignId: string
  titleZh: string
  titleEn: string
  multipleScoring: MultipleScoring
  /** Null: a draft. */
  publishedAt: Date | null
  /** YYYY-MM-DD */
  lawDate: string
}

/** The row of an exam made from one of the shipped templates. Centre exams of the demo admit people until their end. */
export function examRow({ template: id, multipleScoring, ...made }: Made) {
  const template = examTemplates.find((one) => one.id === id)
  if (!template) throw new Error(`There is no exam template ${id}.`)
  const { kind, blueprint, passMarks, maxTries } = template
  const durationMs = template.durationMinutes * 60_000
  return {
    id: uuidv7(),
    ...made,
    kind,
    rules: { blueprint, multipleScoring },
    durationMs,
    // Thirty minutes is the rule; here a newcomer who reads first may still come in.
    lateLimitMs: kind === 'centre' ? durationMs : 1_800_000,
    fullMarks: sizeOf(blueprint).marks,
    passMarks,
    maxTries: kind === 'centre' ? 1 : maxTries,
    drawn: kind === 'centre',
    seed: randomBytes(16).toString('hex'),
  }
}
