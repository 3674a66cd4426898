import { expect, test } from 'vitest'

import {
  changeOf,
  clockFace,
  type ClockReply,
  crossedMinutes,
  isNewer,
  pinClock,
  remainingAt,
} from './exam-clock.ts'

const reading = (change: Partial<ClockReply> = {}): ClockReply => ({
  phase: 'running',
  now: '2026-09-12T01:00:00.000Z',
  deadlineAt: '2026-09-12T01:45:00.000Z',
  remainingMs: 2_700_000,
  ...change,
})

test('a reading holds for the middle between question and answer', () => {
  expect(remainingAt(pinClock(reading({ remainingMs: 10_000 }), 1000, 3000), 4000)).toBe(8000)
})

test('time left is never negative, and a paused clock stands', () => {
  expect(remainingAt(pinClock(reading({ remainingMs: 100 }), 0, 0), 5000)).toBe(0)
  expect(remainingAt(pinClock(reading({ phase: 'paused', remainingMs: 100 }), 0, 0), 5000)).toBe(100)
  expect(remainingAt(pinClock(reading({ phase: 'grace', remainingMs: 0 }), 0, 0), 0)).toBe(0)
})

test('an older reading does not undo a newer one', () => {
  expect(
    isNewer(reading({ now: '2026-09-12T01:00:00.000Z' }), reading({ now: '2026-09-12T01:00:01.000Z' })),
  ).toBe(false)
  expect(isNewer(reading(), null)).toBe(true)
})

test('given time is told from a resumed clock', () => {
  const later = reading({ deadlineAt: '2026-09-12T01:50:00.000Z' })
  expect(changeOf(reading(), later)).toEqual({ kind: 'moved', addedMs: 300_000 })
  expect(changeOf(reading({ phase: 'paused' }), later)).toEqual({ kind: 'resumed' })
  expect(changeOf(reading(), reading({ phase: 'paused' }))).toEqual({ kind: 'paused' })
  expect(changeOf(reading(), reading())).toEqual({ kind: 'none' })
})

test.for([
  [31, 30, 30],
  [30, 29, null],
  [11, 9, 10],
  [60, 4, 5],
  [2, 0, 1],
  [9, 8, null],
] as const)('from %d to %d minutes left, %s is spoken', ([before, after, spoken]) => {
  expect(crossedMinutes(before * 60_000, after * 60_000)).toBe(spoken)
})

test.for([
  [3_723_000, '1:02:03'],
  [599_000, '09:59'],
  [999, '00:01'],
  [0, '00:00'],
] as const)('%d ms is shown as %s', ([ms, face]) => {
  expect(clockFace(ms)).toBe(face)
})
