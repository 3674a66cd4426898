/**
 * The exam clock. A deadline is data, never a timer: it is computed once, stored, moved by recorded
 * acts, and compared with an instant that is passed in.
 *
 * @see docs/rules/exam-clock.md
 */

/** What decides the deadline of somebody who starts now. All durations in milliseconds. */
export type StartRules =
  | { kind: 'online'; durationMs: number; closesAt: Date }
  | {
      kind: 'centre'
      durationMs: number
      sittingStartedAt: Date
      /** Time given to the whole sitting, and its pauses that are over. */
      givenMs: number
      pausedMs: number
      lateLimitMs: number
    }

/**
 * The deadline of an attempt that starts at `startedAt`.
 *
 * Rule C1: online, the duration or the end of the window, whichever comes first.
 * Rule C2: at a centre, the sitting's start plus the duration plus the time given: who enters late has what is left.
 */
export function deadlineOf(rules: StartRules, startedAt: Date): Date {
  if (rules.kind === 'online') {
    return new Date(Math.min(startedAt.getTime() + rules.durationMs, rules.closesAt.getTime()))
  }
  return new Date(rules.sittingStartedAt.getTime() + rules.durationMs + rules.givenMs + rules.pausedMs)
}

/**
 * Whether somebody may still begin.
 *
 * Rule C3: at a centre nobody enters later than the late limit after the start; pauses and given time
 * do not count against the candidate. The last millisecond of the limit still counts.
 */
export function mayEnter(rules: StartRules, now: Date): 'yes' | 'too-late' {
  if (rules.kind === 'online') return now.getTime() < rules.closesAt.getTime() ? 'yes' : 'too-late'
  const limit = rules.sittingStartedAt.getTime() + rules.lateLimitMs + rules.givenMs + rules.pausedMs
  return now.getTime() <= limit ? 'yes' : 'too-late'
}

export type ClockState = {
  state: 'answering' | 'paused' | 'handed-in' | 'void' | 'annulled'
  deadlineAt: Date
  pausedAt: Date | null
  graceMs: number
}

export type ClockPhase = 'waiting' | 'running' | 'paused' | 'grace' | 'closed'
export type ClockReading = { phase: ClockPhase; now: Date; deadlineAt: Date | null; remainingMs: number }

/**
 * Reads one candidate's clock.
 *
 * Rule C4: up to and including the deadline the clock runs; then, for the grace (transport only), answers
 * on their way are still taken; later nothing is. A paused clock keeps what was left when it stopped.
 *
 * @param now For a write: the database's instant, read after the attempt's row lock. For a page: when the
 *   request arrived. Never the moment of some later computation.
 * @returns `remainingMs`, a whole number of milliseconds, never negative.
 */
export function readClock(attempt: ClockState, now: Date): ClockReading {
  const { deadlineAt, pausedAt, graceMs } = attempt
  if (attempt.state === 'paused' && pausedAt) {
    const remainingMs = Math.max(0, deadlineAt.getTime() - pausedAt.getTime())
    return { phase: 'paused', now, deadlineAt, remainingMs }
  }
  if (attempt.state !== 'answering') return { phase: 'closed', now, deadlineAt, remainingMs: 0 }
  const leftMs = deadlineAt.getTime() - now.getTime()
  if (leftMs > 0) return { phase: 'running', now, deadlineAt, remainingMs: leftMs }
  return { phase: leftMs >= -graceMs ? 'grace' : 'closed', now, deadlineAt, remainingMs: 0 }
}

/** The clock of somebody who has not started: at a centre it shows when the sitting starts. */
export function waitingClock(now: Date): ClockReading {
  return { phase: 'waiting', now, deadlineAt: null, remainingMs: 0 }
}

/** Rule C5: a deadline after a pause moves by exactly as long as the clock stood still. */
export function resumedDeadline(deadlineAt: Date, pausedAt: Date, resumedAt: Date): Date {
  const stoodMs = resumedAt.getTime() - pausedAt.getTime()
  if (stoodMs < 0) throw new RangeError('A pause cannot end before it begins.')
  return new Date(deadlineAt.getTime() + stoodMs)
}
