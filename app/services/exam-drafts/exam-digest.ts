import { createHash } from 'node:crypto'

import type { ExamRow } from '#db/queries/attempts.ts'

/**
 * Names the state of a draft: a form carries the one it was filled from, so that nobody changes or publishes another
 * exam than the one they saw.
 */
export function examDigest(exam: ExamRow): string {
  const { kind, titleZh, titleEn, rules, durationMs, passMarks, maxTries, release, lawDate } = exam
  const window = [exam.opensAt?.getTime() ?? null, exam.closesAt?.getTime() ?? null]
  const state = [kind, titleZh, titleEn, rules, durationMs, passMarks, maxTries, release, lawDate, window]
  return createHash('sha256').update(JSON.stringify(state)).digest('hex').slice(0, 32)
}
