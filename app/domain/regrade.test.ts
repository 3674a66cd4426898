import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  type Change,
  countEffect,
  isPossibleKey,
  isSameKey,
  type Outcome,
  outcomeWhenSigned,
  personOutcomes,
  type Regrade,
} from './regrade.ts'

const at = (score: number): Outcome => ({ score, passed: score >= 6000 })

describe('what the record said when a receipt was signed', () => {
  const regrades: Regrade[] = [
    { id: 'one', before: at(6000), after: at(4000) },
    { id: 'two', before: at(4000), after: at(7000) },
  ]
  test.for([
    { signed: null, score: 6000 },
    { signed: 'one', score: 4000 },
    { signed: 'two', score: 7000 },
  ])('the receipt of $signed: $score', ({ signed, score }) => {
    expect(outcomeWhenSigned(regrades, signed, at(7000))).toEqual(at(score))
  })

  test('without corrections it is what holds now', () => {
    expect(outcomeWhenSigned([], null, at(5000))).toEqual(at(5000))
  })

  test.for([
    ['the last does not end in what holds', regrades, null, at(7100)],
    ['one is missing in the middle', [...regrades, { id: 'x', before: at(1), after: at(9) }], null, at(9)],
    ['the pass alone differs', regrades, null, { score: 7000, passed: false }],
    ['the regrade of the receipt is not there', regrades, 'three', at(7000)],
    ['a receipt names a regrade where there was none', [], 'one', at(7000)],
  ] as const)('%s: the record contradicts itself', ([, rows, signed, now]) => {
    expect(outcomeWhenSigned(rows, signed, now)).toBeNull()
  })

  test('any number of corrections, one after another, is followed back to the start', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { minLength: 1 }), (scores) => {
        const steps = scores.slice(1).map((score, index) => {
          return { id: String(index), before: at(scores[index] ?? NaN), after: at(score) }
        })
        const now = at(scores.at(-1) ?? NaN)
        expect(outcomeWhenSigned(steps, null, now)).toEqual(at(scores[0] ?? NaN))
        for (const step of steps) expect(outcomeWhenSigned(steps, step.id, now)).toEqual(step.after)
      }),
    )
  })
})

const change = (personId: string, before: number, after: number, counts = true): Change => ({
  ...{ id: `${personId} ${before}`, personId, counts },
  ...{ before: at(before), after: at(after) },
})

describe('who passes or fails now', () => {
  const counted = (
    changes: Change[],
    standings = new Map<string, { passedElsewhere: boolean; barred: boolean }>(),
  ) => countEffect(9, changes, personOutcomes(changes, standings))

  test('is counted in people, changes in attempts', () => {
    const changes = [
      change('a', 5900, 6000),
      change('b', 6000, 5999),
      change('c', 100, 200),
      change('c', 300, 200),
    ]
    expect(counted(changes)).toEqual({
      attempts: 9,
      changed: 4,
      raised: 2,
      lowered: 2,
      nowPass: 1,
      nowFail: 1,
    })
  })

  test('the best of several tries counts, changed or not', () => {
    expect(counted([change('a', 6000, 5000), change('a', 7000, 6500)])).toMatchObject({ nowFail: 0 })
    expect(counted([change('a', 6000, 5000), change('a', 5900, 6100)])).toMatchObject({
      nowFail: 0,
      nowPass: 0,
    })
    const passed = new Map([['a', { passedElsewhere: true, barred: false }]])
    expect(counted([change('a', 6000, 5000)], passed)).toMatchObject({ nowFail: 0 })
    expect(counted([change('a', 5000, 6000)], passed)).toMatchObject({ nowPass: 0 })
  })

  test('a void attempt passes nothing, and bars the others', () => {
    expect(counted([change('a', 5000, 6000, false)])).toMatchObject({ changed: 1, nowPass: 0 })
    const barred = new Map([['a', { passedElsewhere: true, barred: true }]])
    expect(counted([change('a', 5000, 6000)], barred)).toMatchObject({ nowPass: 0, nowFail: 0 })
  })
})

const question = (kind: 'single' | 'multiple' | 'true-false', options: string) => ({
  kind,
  options: [...options].map((id) => ({ id })),
})

test.for([
  ['single', 'ABCD', 'B', true],
  ['single', 'ABCD', 'AC', true],
  ['single', 'ABCD', 'ABC', true],
  ['single', 'ABCD', 'ABCD', false],
  ['single', 'ABCD', '', false],
  ['single', 'ABCD', 'E', false],
  ['single', 'ABCD', 'AA', false],
  ['multiple', 'ABCD', 'A', true],
  ['multiple', 'ABCD', 'ABCD', true],
  ['multiple', 'ABCD', 'ABE', false],
  ['true-false', 'TF', 'F', true],
  ['true-false', 'TF', 'TF', false],
  ['true-false', 'TF', '', false],
] as const)('%s of %s: the key %s is possible: %s', ([kind, options, key, possible]) => {
  expect(isPossibleKey(question(kind, options), [...key])).toBe(possible)
})

test('keys are the same in any order; void is the same as void only', () => {
  expect(isSameKey(['A', 'C'], ['C', 'A'])).toBe(true)
  expect(isSameKey(['A'], ['A', 'C'])).toBe(false)
  expect(isSameKey(['A', 'B'], ['A', 'C'])).toBe(false)
  expect(isSameKey(null, null)).toBe(true)
  expect(isSameKey(null, ['A'])).toBe(false)
  expect(isSameKey(['A'], null)).toBe(false)
})
