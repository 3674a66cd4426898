import { expect, test } from 'vitest'

import { askAgainMs, countdownFace, mayEnterNow, type PinnedStanding, untilStart } from './waiting-state.ts'

const waiting: PinnedStanding = {
  state: 'waiting',
  now: '2026-09-12T00:59:00.000Z',
  opensAt: '2026-09-12T01:00:00.000Z',
  closesAt: null,
  attemptId: null,
  receiptId: null,
  messages: [],
  readAt: 1000,
}

test('the countdown runs on the page clock from what the server said', () => {
  expect(untilStart(waiting, 1000)).toBe(60_000)
  expect(untilStart(waiting, 31_000)).toBe(30_000)
  expect(untilStart(waiting, 999_999)).toBe(0)
})

test('at the time, and not a moment earlier, the page goes in by itself', () => {
  expect(mayEnterNow(waiting, 60_999)).toBe(false)
  expect(mayEnterNow(waiting, 61_000)).toBe(true)
  expect(mayEnterNow({ ...waiting, state: 'check-in' }, 999_999)).toBe(false)
  expect(mayEnterNow({ ...waiting, state: 'open' }, 0)).toBe(true)
})

test('there is no countdown to what is over', () => {
  expect(untilStart({ ...waiting, state: 'handed-in' }, 0)).toBeNull()
})

test('near the start the page asks often, even with a socket', () => {
  expect(askAgainMs(waiting, { now: 1000, socketUp: true })).toBe(4000)
  expect(askAgainMs({ ...waiting, opensAt: '2026-09-12T02:00:00.000Z' }, { now: 1000, socketUp: true })).toBe(
    20_000,
  )
})

test.for([
  [0, 0, '00:00'],
  [61_000, 0, '01:01'],
  [3_600_000, 0, '1:00:00'],
  [90_061_000, 1, '1:01:01'],
] as const)('%d ms are %d days and %s', ([ms, days, face]) =>
  expect(countdownFace(ms)).toEqual({ days, face }),
)
