import type { PendingMessage } from '../exam-api.ts'

/** How the waiting page stands, as the server says it. */
export type WaitingStanding = {
  state: 'upcoming' | 'check-in' | 'waiting' | 'open' | 'answering' | 'handed-in' | 'missed' | 'closed'
  now: string
  opensAt: string | null
  closesAt: string | null
  attemptId: string | null
  receiptId: string | null
  messages: PendingMessage[]
}

/** A standing pinned to the page's own clock (`performance.now()`): the computer's time plays no part. */
export type PinnedStanding = WaitingStanding & { readAt: number }

/** Milliseconds until the start at `now` (the page's clock); null when there is no start to wait for. */
export function untilStart(
  { state, opensAt, now: serverNow, readAt }: PinnedStanding,
  now: number,
): number | null {
  const waits = state === 'waiting' || state === 'check-in' || state === 'upcoming'
  if (!waits || !opensAt) return null
  return Math.max(0, Date.parse(opensAt) - Date.parse(serverNow) - (now - readAt))
}

/** Whether the page should ask for the paper now: the server opened the door, or the time it named has come. */
export function mayEnterNow(standing: PinnedStanding, now: number): boolean {
  if (standing.state === 'open') return true
  return standing.state === 'waiting' && untilStart(standing, now) === 0
}

/**
 * How long to wait before asking again, before jitter. Around the start everybody asks a little more often; far from
 * it, hardly ever.
 */
export function askAgainMs(
  standing: PinnedStanding,
  { now, socketUp }: { now: number; socketUp: boolean },
): number {
  const left = untilStart(standing, now)
  const near = left !== null && left < 120_000
  if (standing.state === 'check-in' || standing.state === 'waiting') return socketUp && !near ? 20_000 : 4000
  return 30_000
}

/** Days, hours, minutes and seconds of a countdown: "12:05", "1:02:03". Whole days are for the caller's words. */
export function countdownFace(ms: number): { days: number; face: string } {
  const seconds = Math.ceil(ms / 1000)
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor(seconds / 3600) % 24
  const tail = [Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
  return { days, face: hours > 0 || days > 0 ? `${hours}:${tail}` : tail }
}
