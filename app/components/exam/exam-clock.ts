/** The server's reading of the clock, as its JSON carries it. */
export type ClockReply = {
  phase: 'waiting' | 'running' | 'paused' | 'grace' | 'closed'
  now: string
  deadlineAt: string | null
  remainingMs: number
}

/**
 * A reading pinned to the page's own monotonic clock: changing the computer's time changes nothing.
 *
 * @property readAt `performance.now()` at which the reading held.
 */
export type PinnedClock = ClockReply & { readAt: number }

/**
 * Pins a reading. The server read its clock somewhere between question and answer; the middle is the best guess, and
 * what it is wrong by is far below the grace.
 */
export function pinClock(reply: ClockReply, askedAt: number, answeredAt: number): PinnedClock {
  return { ...reply, readAt: (askedAt + answeredAt) / 2 }
}

/** What is left at `now` (the page's clock), in milliseconds, never negative. A paused clock stands still. */
export function remainingAt(clock: PinnedClock, now: number): number {
  if (clock.phase === 'running') return Math.max(0, clock.remainingMs - (now - clock.readAt))
  return clock.phase === 'paused' ? clock.remainingMs : 0
}

/** An older reading that arrives late must not undo a newer one. */
export function isNewer(reply: ClockReply, than: ClockReply | null): boolean {
  return !than || reply.now >= than.now
}

/**
 * What a new reading means for the candidate. A resumed clock moves its deadline too, but nobody was given anything.
 *
 * @returns `addedMs` is negative when the deadline moved closer.
 */
export function changeOf(
  before: ClockReply,
  after: ClockReply,
): { kind: 'none' } | { kind: 'paused' } | { kind: 'resumed' } | { kind: 'moved'; addedMs: number } {
  if (before.phase !== 'paused' && after.phase === 'paused') return { kind: 'paused' }
  if (before.phase === 'paused' && after.phase !== 'paused') return { kind: 'resumed' }
  if (!before.deadlineAt || !after.deadlineAt) return { kind: 'none' }
  const addedMs = Date.parse(after.deadlineAt) - Date.parse(before.deadlineAt)
  return Math.abs(addedMs) >= 1000 ? { kind: 'moved', addedMs } : { kind: 'none' }
}

const minuteMs = 60_000
/** Spoken to screen readers at these minutes only: a clock that talks all the time is a wall of sound. */
export const SPOKEN_MINUTES = [30, 10, 5, 1] as const

/** The threshold that was crossed between two looks at the clock, or null. The lowest, if a sleep skipped several. */
export function crossedMinutes(beforeMs: number, afterMs: number): (typeof SPOKEN_MINUTES)[number] | null {
  const crossed = SPOKEN_MINUTES.filter(
    (minutes) => beforeMs > minutes * minuteMs && afterMs <= minutes * minuteMs,
  )
  return crossed.length > 0 ? (crossed[crossed.length - 1] ?? null) : null
}

/** What is left, as the clock shows it: "1:02:03" or "09:59". Rounded up, so that 0:00 means over. */
export function clockFace(remainingMs: number): string {
  const seconds = Math.ceil(remainingMs / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const tail = `${String(minutes).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${tail}` : tail
}
