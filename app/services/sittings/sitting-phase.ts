/** How a sitting stands: not begun, going on, its clock stopped, done. */
export type SittingPhase = 'planned' | 'open' | 'paused' | 'over'

/** What the phase of a sitting is told from. Durations in milliseconds. */
export type SittingTimes = {
  startsAt: Date
  startedAt: Date | null
  pausedAt: Date | null
  closedAt: Date | null
  givenMs: number
  pausedMs: number
  durationMs: number
  graceMs: number
  /** How many are answering: with time of their own, somebody may sit longer than the room. */
  answering: number
}

/**
 * Tells how a sitting stands at an instant. Nobody has to close it: it is over when its time is over and nobody
 * answers any more.
 */
export function phaseOf(sitting: SittingTimes, now: Date): SittingPhase {
  const begin = beginOf(sitting)
  if (sitting.closedAt) return 'over'
  if (begin > now) return 'planned'
  if (sitting.pausedAt) return 'paused'
  const endMs = begin.getTime() + sitting.durationMs + sitting.givenMs + sitting.pausedMs + sitting.graceMs
  return now.getTime() < endMs || sitting.answering > 0 ? 'open' : 'over'
}

/** When the clock of the room began, or will begin by itself. */
export const beginOf = ({ startedAt, startsAt }: Pick<SittingTimes, 'startedAt' | 'startsAt'>): Date =>
  startedAt ?? startsAt
