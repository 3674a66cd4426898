import type { findLastSitting } from '#db/queries/demo-world.ts'

type Last = NonNullable<Awaited<ReturnType<typeof findLastSitting>>>
type LastAttempt = Last['attempts'][number]

/** A pause longer than this was forgotten, not meant. */
const LONGEST_PAUSE_MS = 12 * 3_600_000

/**
 * How the last sitting of a room stands for a newcomer: it goes on; it has little or no time left and nobody has used
 * it; it was used and is over.
 */
export function standingOf({ sitting, exam, attempts }: Last, now: Date): 'going-on' | 'unused' | 'over' {
  const leftMs = endOf(sitting, exam) - now.getTime()
  const paused = sitting.pausedAt !== null && isRecent(sitting.pausedAt, now)
  if (attempts.length === 0) {
    return !sitting.closedAt && (paused || leftMs > exam.durationMs / 2) ? 'going-on' : 'unused'
  }
  if (sitting.closedAt) return 'over'
  const open = attempts.some((attempt) => isOpen(attempt, exam.graceMs, now))
  return paused || open || leftMs + exam.graceMs >= 0 ? 'going-on' : 'over'
}

function endOf(sitting: Last['sitting'], exam: Last['exam']): number {
  const startedAt = sitting.startedAt ?? sitting.startsAt
  return startedAt.getTime() + exam.durationMs + sitting.givenMs + sitting.pausedMs
}

function isOpen({ state, deadlineAt, pausedAt }: LastAttempt, graceMs: number, now: Date): boolean {
  if (state === 'paused') return pausedAt !== null && isRecent(pausedAt, now)
  return state === 'answering' && deadlineAt.getTime() + graceMs >= now.getTime()
}

const isRecent = (pausedAt: Date, now: Date) => now.getTime() - pausedAt.getTime() < LONGEST_PAUSE_MS
