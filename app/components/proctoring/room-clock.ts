import type { RoomView } from '#proctoring/protocol.ts'

export type RoomClock = { phase: 'waiting' | 'running' | 'paused' | 'closed'; leftMs: number }

/**
 * The clock of the room, as most candidates have it: time given to one candidate does not move it.
 *
 * Taken from the attempts where there are any, since their deadlines contain pauses and time given to all.
 *
 * @param nowMs The server's time, milliseconds since 1970.
 */
export function roomClock({ sitting, seats, now }: RoomView, nowMs: number): RoomClock {
  if (sitting.closedAt) return { phase: 'closed', leftMs: 0 }
  const startMs = Date.parse(sitting.startedAt ?? sitting.startsAt)
  if (nowMs < startMs) return { phase: 'waiting', leftMs: startMs - nowMs }

  const phase = sitting.pausedAt ? 'paused' : 'running'
  const clocks = seats.flatMap(({ attempt }) =>
    attempt?.clock.phase === phase ? [attempt.clock.remainingMs] : [],
  )
  const readMs = sitting.pausedAt ? nowMs : Date.parse(now)
  const plannedEndMs = startMs + sitting.durationMs + sitting.givenMs
  const plannedMs = plannedEndMs - (sitting.pausedAt ? Date.parse(sitting.pausedAt) : nowMs)
  const usualMs = mostCommon(clocks)
  return { phase, leftMs: Math.max(0, usualMs === null ? plannedMs : usualMs - (nowMs - readMs)) }
}

/** Of several as common, the longest. */
function mostCommon(durations: number[]): number | null {
  const counts = new Map<number, number>()
  for (const ms of durations) counts.set(ms, (counts.get(ms) ?? 0) + 1)
  const ranked = [...counts].sort(([aMs, a], [bMs, b]) => b - a || bMs - aMs)
  return ranked[0]?.[0] ?? null
}
