import { createHash } from 'node:crypto'

import { isReleased } from '#app/domain/release.ts'
import type { ExamState } from '#db/queries/item-statistics.ts'

/** Raised when the sums come to mean something else: what was stored by an older program is computed again. */
const SUMS = 1

/**
 * Names the state of an exam that its figures are computed from. Another attempt handed in, voided or annulled,
 * another key, or the release of the results makes another digest.
 */
export function examDigest({ release, closesAtMs, ...state }: ExamState, now: Date): string {
  const closesAt = closesAtMs === null ? null : new Date(closesAtMs)
  const content = JSON.stringify([SUMS, state, isReleased({ release, closesAt }, now)])
  return createHash('sha256').update(content).digest('hex')
}
