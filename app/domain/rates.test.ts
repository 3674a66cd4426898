import { describe, expect, test } from 'vitest'

import {
  addCounts,
  countPerson,
  formatMean,
  formatRate,
  noCounts,
  type PersonRecord,
  ratesOf,
} from './rates.ts'

const FULL = 10_000
const sat = (score: number, more: Partial<PersonRecord['attempts'][number]> = {}) =>
  ({ tryNo: 1, state: 'handed-in', score, passed: score >= 6000, ...more }) as const
const person = (...attempts: PersonRecord['attempts']): PersonRecord => ({
  class: 'due',
  attempts,
  reachedStudyTarget: false,
})

describe('one person', () => {
  test('absent counts in 应考 only', () => {
    expect(countPerson(person(), FULL)).toEqual({ ...noCounts, roll: 1, due: 1 })
  })
  test('exempt is out of numerator and denominator', () => {
    expect(countPerson({ ...person(sat(9000)), class: 'exempt' }, FULL)).toEqual({
      ...noCounts,
      roll: 1,
      exempt: 1,
    })
  })
  test('out of scope counts nowhere', () => {
    expect(countPerson({ ...person(sat(9000)), class: 'out-of-scope' }, FULL)).toEqual(noCounts)
  })
  test('void counts as sat, not passed, and is listed apart', () => {
    const counts = countPerson(person(sat(9500, { state: 'void' })), FULL)
    expect(counts).toMatchObject({ sat: 1, passed: 0, excellent: 0, voided: 1, scored: 0, scoreSum: 0 })
  })
  test('annulled counts as nothing', () => {
    expect(countPerson(person(sat(9500, { state: 'annulled' })), FULL)).toMatchObject({ sat: 0, passed: 0 })
  })
  test('an open attempt is sat and not yet passed', () => {
    expect(
      countPerson(person({ tryNo: 1, state: 'answering', score: null, passed: false }), FULL),
    ).toMatchObject({ sat: 1, passed: 0, scored: 0 })
  })
  test('a make-up pass counts as sat and passed', () => {
    const counts = countPerson(person(sat(3000), sat(7000, { tryNo: 2 })), FULL)
    expect(counts).toMatchObject({
      sat: 1,
      passed: 1,
      firstSat: 1,
      firstPassed: 0,
      makeUpSat: 1,
      makeUpPassed: 1,
      scoreSum: 7000,
    })
  })
  test('the best of several attempts counts', () => {
    expect(countPerson(person(sat(9000), sat(6100, { tryNo: 2 })), FULL)).toMatchObject({
      scoreSum: 9000,
      excellent: 1,
    })
  })
  test.for([
    { score: 8999, excellent: 0 },
    { score: 9000, excellent: 1 },
  ])('$score of 10000 is excellent: $excellent', ({ score, excellent }) => {
    expect(countPerson(person(sat(score)), FULL).excellent).toBe(excellent)
  })
})

test('the worked example of a Hunan university, 2017', () => {
  const counts = { ...noCounts, roll: 2164, exempt: 105, due: 2059, sat: 2014, passed: 1992 }
  expect(formatRate(ratesOf(counts, 'due').participation)).toBe('97.81%')
  expect(formatRate(ratesOf(counts, 'due').pass)).toBe('96.74%')
  expect(formatRate(ratesOf(counts, 'sat').pass)).toBe('98.90%')
})

test.for([
  [{ numerator: 99_996, denominator: 100_000 }, '99.99%'],
  [{ numerator: 1, denominator: 1 }, '100.00%'],
  [{ numerator: 0, denominator: 5 }, '0.00%'],
  [{ numerator: 0, denominator: 0 }, '—'],
  [{ numerator: 1, denominator: 3 }, '33.33%'],
] as const)('%o prints as %s', ([ratio, text]) => expect(formatRate(ratio)).toBe(text))

test('a mean is truncated to two decimals of a mark', () => {
  expect(formatMean({ numerator: 26_000, denominator: 3 })).toBe('86.66')
  expect(formatMean({ numerator: 0, denominator: 0 })).toBe('—')
})

test('units add up', () => {
  const a = countPerson(person(sat(9000)), FULL)
  const b = countPerson(person(), FULL)
  expect(addCounts([a, b, { ...noCounts }])).toMatchObject({ due: 2, sat: 1, passed: 1 })
})
