import type { RoomView } from '#proctoring/protocol.ts'

export type RoomClock =
  | { phase: 'waiting'; leftMs: number }
  | { phase: 'running' | 'paused'; leftMs: number }
  | { phase: 'closed'; leftMs: 0 }

/**
 * The clock of the room, as most candidates have it: time given to one candidate does not move it.
 *
 * Taken from the attempts where there are any, since their deadlines contain pauses and time given to all.
 */
export function roomClock({ sitting, seats, now }: RoomView, nowMs: number): RoomClock {
  if (sitting.closedAt) return { phase: 'closed', leftMs: 0 }
  const startMs = Date.parse(sitting.startedAt ?? sitting.startsAt)
  if (nowMs < startMs) return { phase: 'waiting', leftMs: startMs - nowMs }

  const readAtMs = Date.parse(now)
  const usual = seats.flatMap(({ attempt }) =>
    attempt && (attempt.clock.phase === 'running' || attempt.clock.phase === 'paused')
      ? [{ phase: attempt.clock.phase, leftMs: attempt.clock.remainingMs - attempt.givenMs }]
      : [],
  )
  if (sitting.pausedAt) {
    const stillLeft = usual.filter(({ phase }) => phase === 'paused').map(({ leftMs }) => leftMs)
    const pausedMs = Date.parse(sitting.pausedAt)
    const left = stillLeft.length > 0 ? Math.max(...stillLeft) : startMs + sitting.durationMs + sitting.givenMs - pausedMs
    return { phase: 'paused', leftMs: Math.max(0, left) }
  }
  const running = usual.filter(({ phase }) => phase === 'running').map(({ leftMs }) => leftMs - (nowMs - readAtMs))
  const left = running.length > 0 ? Math.max(...running) : startMs + sitting.durationMs + sitting.givenMs - nowMs
  return { phase: 'running', leftMs: Math.max(0, left) }
}
