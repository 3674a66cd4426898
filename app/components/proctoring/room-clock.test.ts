import { expect, test } from 'vitest'

import type { RoomView, SeatView, SittingView } from '#proctoring/protocol.ts'

import { roomClock } from './room-clock.ts'

const minute = 60_000
const start = Date.UTC(2026, 8, 12, 1)
const iso = (ms: number) => new Date(ms).toISOString()

function room(readAfterMs: number, more: Partial<SittingView>, lefts: number[] = []): RoomView {
  const phase = more.pausedAt ? 'paused' : 'running'
  const clock = (remainingMs: number) => ({ phase, now: '', deadlineAt: null, remainingMs }) as const
  const seats = lefts.map((left) => ({ attempt: { clock: clock(left) } }) as SeatView) // Safe: only the clock is read.
  const sitting = {
    startsAt: iso(start),
    startedAt: null,
    pausedAt: null,
    closedAt: null,
    durationMs: 45 * minute,
    givenMs: 0,
  }
  const view = { now: iso(start + readAfterMs), sitting: { ...sitting, ...more }, seats }
  return view as RoomView // Safe: the clock reads nothing else of a room.
}

test.for([
  { case: 'before the start', room: room(0, {}), at: -minute, phase: 'waiting', left: minute },
  { case: 'at the start', room: room(0, {}), at: 0, phase: 'running', left: 45 * minute },
  {
    case: 'started early',
    room: room(0, { startedAt: iso(start - minute) }),
    at: 0,
    phase: 'running',
    left: 44 * minute,
  },
  {
    case: 'time given to all',
    room: room(0, { givenMs: minute }),
    at: 0,
    phase: 'running',
    left: 46 * minute,
  },
  { case: 'over', room: room(0, {}), at: 46 * minute, phase: 'running', left: 0 },
  { case: 'closed', room: room(0, { closedAt: iso(start) }), at: 0, phase: 'closed', left: 0 },
  { case: 'one has more time', room: room(0, {}, [10, 10, 99]), at: 0, phase: 'running', left: 10 },
  {
    case: 'read two minutes ago',
    room: room(0, {}, [5 * minute]),
    at: 2 * minute,
    phase: 'running',
    left: 3 * minute,
  },
  {
    case: 'paused',
    room: room(0, { pausedAt: iso(start) }, [7 * minute]),
    at: 2 * minute,
    phase: 'paused',
    left: 7 * minute,
  },
  {
    case: 'paused before anybody began',
    room: room(0, { pausedAt: iso(start + minute) }),
    at: 9 * minute,
    phase: 'paused',
    left: 44 * minute,
  },
])('$case: $phase with $left ms left', ({ room, at, phase, left }) => {
  expect(roomClock(room, start + at)).toEqual({ phase, leftMs: left })
})
