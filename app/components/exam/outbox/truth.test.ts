import { expect, test } from 'vitest'

import { choose, openLedger, settle } from './ledger.ts'
import { minutesAndSeconds, overallTruth, SAVING_MS, truthOf } from './truth.ts'

const chosen = choose(openLedger({ savedSeq: 0, responses: [] }), {
  itemId: 'i1',
  response: ['a'],
  clientAt: '',
  since: 1000,
})
const quiet = { broken: false, now: 1000 }

test('nothing is called saved before the server said so', () => {
  expect(truthOf(chosen, 'i1', quiet)).toEqual({ is: 'saving' })
  expect(truthOf(settle(chosen, { savedSeq: 1, refused: [] }), 'i1', quiet)).toEqual({ is: 'saved' })
})

test('an answer that takes too long is called not saved, and for how long', () => {
  expect(truthOf(chosen, 'i1', { broken: false, now: 1000 + SAVING_MS })).toEqual({ is: 'saving' })
  expect(truthOf(chosen, 'i1', { broken: false, now: 1001 + SAVING_MS })).toEqual({
    is: 'not-saved',
    sinceMs: SAVING_MS + 1,
  })
})

test('with a broken line nothing is being saved', () => {
  expect(truthOf(chosen, 'i1', { broken: true, now: 1500 })).toEqual({ is: 'not-saved', sinceMs: 500 })
})

test('an answer refused for good is not saved, without a time', () => {
  const refused = settle(chosen, { savedSeq: 1, refused: [{ seq: 1, reason: 'unknown-option' }] })
  expect(truthOf(refused, 'i1', quiet)).toEqual({ is: 'not-saved', sinceMs: null })
  expect(overallTruth(refused, quiet)).toEqual({ truth: { is: 'not-saved', sinceMs: null }, items: 1 })
})

test('the overall line tells the worst and counts questions, not entries', () => {
  const twice = choose(chosen, { itemId: 'i1', response: ['b'], clientAt: '', since: 5000 })
  const both = choose(twice, { itemId: 'i2', response: ['b'], clientAt: '', since: 5000 })
  expect(overallTruth(both, { broken: false, now: 5000 })).toEqual({
    truth: { is: 'not-saved', sinceMs: 4000 },
    items: 1,
  })
  expect(overallTruth(both, { broken: true, now: 5000 })).toEqual({
    truth: { is: 'not-saved', sinceMs: 4000 },
    items: 2,
  })
  expect(overallTruth(chosen, quiet)).toEqual({ truth: { is: 'saving' }, items: 1 })
  expect(overallTruth(settle(chosen, { savedSeq: 1, refused: [] }), quiet)).toEqual({
    truth: { is: 'saved' },
    items: 0,
  })
})

test.for([
  [0, '0:00'],
  [59_999, '0:59'],
  [75_000, '1:15'],
  [3_600_000, '60:00'],
] as const)('%d ms is %s', ([ms, face]) => {
  expect(minutesAndSeconds(ms)).toBe(face)
})
