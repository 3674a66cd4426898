import { describe, expect, test } from 'vitest'

import { deadlineOf, mayEnter, readClock, resumedDeadline } from './clock.ts'

const minute = 60_000
const at = (minutes: number, ms = 0) => new Date(Date.UTC(2026, 10, 23, 1, minutes, 0, ms))
const online = { kind: 'online', durationMs: 60 * minute, closesAt: at(90) } as const
const centre = {
  kind: 'centre',
  durationMs: 45 * minute,
  sittingStartedAt: at(0),
  givenMs: 0,
  pausedMs: 0,
  lateLimitMs: 30 * minute,
} as const

describe('deadline', () => {
  test('online, it is the start plus the duration', () => expect(deadlineOf(online, at(5))).toEqual(at(65)))
  test('online, the end of the window cuts it', () => expect(deadlineOf(online, at(50))).toEqual(at(90)))
  test('at a centre, entering late leaves what is left', () =>
    expect(deadlineOf(centre, at(20))).toEqual(at(45)))
  test('at a centre, given time and pauses of the sitting count for a late-comer too', () =>
    expect(deadlineOf({ ...centre, givenMs: 2 * minute, pausedMs: 3 * minute }, at(20))).toEqual(at(50)))
})

test.for([
  { now: at(30), may: 'yes' },
  { now: at(30, 1), may: 'too-late' },
  { now: at(-1), may: 'yes' },
])('late limit at $now: $may', ({ now, may }) => expect(mayEnter(centre, now)).toBe(may))

test('nobody begins an online exam in the very millisecond its window ends', () => {
  expect(mayEnter(online, at(90))).toBe('too-late')
  expect(mayEnter(online, at(89, 59_999))).toBe('yes')
})

const running = { state: 'answering', deadlineAt: at(45), pausedAt: null, graceMs: 5000 } as const

test.for([
  { now: at(0), phase: 'running', remainingMs: 45 * minute },
  { now: at(44, 59_999), phase: 'running', remainingMs: 1 },
  { now: at(45), phase: 'grace', remainingMs: 0 },
  { now: at(45, 5000), phase: 'grace', remainingMs: 0 },
  { now: at(45, 5001), phase: 'closed', remainingMs: 0 },
] as const)('at $now the phase is $phase', ({ now, phase, remainingMs }) => {
  expect(readClock(running, now)).toMatchObject({ phase, remainingMs })
})

test('a paused clock keeps what was left, however long the pause', () => {
  const paused = { ...running, state: 'paused', pausedAt: at(40) } as const
  expect(readClock(paused, at(200))).toMatchObject({ phase: 'paused', remainingMs: 5 * minute })
})

test('after a pause the deadline moves by exactly its length', () => {
  expect(resumedDeadline(at(45), at(40), at(47, 3))).toEqual(at(52, 3))
  expect(() => resumedDeadline(at(45), at(40), at(39))).toThrow(RangeError)
})

test('a closed attempt has no time left', () => {
  expect(readClock({ ...running, state: 'handed-in' }, at(1))).toMatchObject({
    phase: 'closed',
    remainingMs: 0,
  })
})
