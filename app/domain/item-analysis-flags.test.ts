import { describe, expect, test } from 'vitest'

import { type FlaggedItem, flagsOf } from './item-analysis-flags.ts'
import { itemFigures, optionFigures } from './item-analysis-figures.ts'
import { type ItemSums, MEMBERSHIP, noItemSums, noOptionSums, SHARE, STANDING } from './item-analysis-sums.ts'

const single: FlaggedItem = { kind: 'single', optionIds: ['a', 'b', 'c', 'd'], key: ['a'] }

type Chosen = { n: number; upper: number; lower: number }

/** Sums of an item with this facility and correlation; `options`: who chose what, of 27 in 100 above and below. */
function itemOf(
  { n, facility, r = 0.4, blank = 0 }: { n: number; facility: number; r?: number; blank?: number },
  options: Record<string, Chosen> = {},
): ItemSums {
  const sums = noItemSums(single.optionIds)
  const right = Math.round(n * facility)
  const spread = Math.sqrt((right / n) * (1 - right / n))
  const members = Math.round(0.27 * n) * MEMBERSHIP
  return {
    ...sums,
    ...{ n, right, score: right * SHARE, scoreSquares: right * SHARE ** 2 },
    // A standing of mean 0 and deviation 1 that goes with the item as r says.
    ...{ standing: 0, standingSquares: n * STANDING ** 2, products: n * r * spread * SHARE * STANDING },
    mostProducts: n * 0.9 * spread * SHARE * STANDING,
    ...{ upper: members, lower: members, upperScore: 0, lowerScore: 0 },
    blank: { ...noOptionSums(), n: blank },
    options: Object.fromEntries(
      single.optionIds.map((id) => {
        // Unless told otherwise, wrong options are chosen by a few, most of them weak.
        const chosen = options[id] ?? { n: n * 0.1, upper: id === 'a' ? 0.9 : 0.02, lower: 0.1 }
        const memberships = { upper: chosen.upper * members, lower: chosen.lower * members }
        return [id, { ...noOptionSums(), n: chosen.n, ...memberships }]
      }),
    ),
  }
}

const names = (sums: ItemSums, item = single) => flagsOf(sums, item).map(({ name }) => name)

test('a sound item has no flag', () => {
  expect(flagsOf(itemOf({ n: 400, facility: 0.7 }), single)).toEqual([])
})

test('more good candidates chose B than the key: check the key', () => {
  const sums = itemOf(
    { n: 60, facility: 0.3, r: 0.1 },
    { a: { n: 18, upper: 0.25, lower: 0.3 }, b: { n: 30, upper: 0.6, lower: 0.4 } },
  )
  expect(flagsOf(sums, single)[0]).toEqual({ name: 'key-doubtful', options: ['b'] })
  // A key corrected to either of two options counts both.
  expect(names(sums, { ...single, key: ['a', 'b'] })).not.toContain('key-doubtful')
})

test('an option that may be the key is not called a distractor besides', () => {
  const beaten = { a: { n: 50, upper: 0.25, lower: 0.3 }, b: { n: 130, upper: 0.6, lower: 0.4 } }
  expect(names(itemOf({ n: 200, facility: 0.3, r: 0.3 }, beaten))).toEqual(['key-doubtful'])
})

test('as many is not more', () => {
  const sums = itemOf(
    { n: 60, facility: 0.4 },
    { a: { n: 18, upper: 0.4, lower: 0.3 }, b: { n: 30, upper: 0.4, lower: 0.4 } },
  )
  expect(names(sums)).not.toContain('key-doubtful')
})

describe('of several right options', () => {
  const multiple: FlaggedItem = { ...single, kind: 'multiple', key: ['a', 'b'] }
  test('one outside the key that most good candidates chose', () => {
    const sums = itemOf({ n: 60, facility: 0.3 }, { c: { n: 30, upper: 0.51, lower: 0.2 } })
    expect(flagsOf(sums, multiple)[0]).toEqual({ name: 'extra-right', options: ['c'] })
  })
  test('one of the key that most good candidates left out', () => {
    const sums = itemOf({ n: 60, facility: 0.3 }, { b: { n: 20, upper: 0.49, lower: 0.2 } })
    expect(flagsOf(sums, multiple)).toContainEqual({ name: 'not-right', options: ['b'] })
  })
})

test.for([
  { r: -0.11, n: 400, flags: ['negative'] },
  { r: -0.09, n: 400, flags: ['weak'] },
  { r: 0.05, n: 400, flags: ['weak'] },
  { r: 0.11, n: 400, flags: [] },
  { r: -0.3, n: 40, flags: ['weak'] },
  { r: -0.33, n: 40, flags: ['negative'] },
])('r = $r of $n answers: $flags', ({ r, n, flags }) => {
  expect(names(itemOf({ n, facility: 0.7, r }))).toEqual(flags)
})

test.for([
  { facility: 0.95, flags: ['easy'] },
  { facility: 0.94, flags: [] },
  { facility: 0.25, flags: ['guessed'] },
  { facility: 0.26, flags: [] },
])('facility $facility: $flags', ({ facility, flags }) => {
  expect(names(itemOf({ n: 400, facility, r: 0.3 }))).toEqual(flags)
})

test('left blank by one in ten', () => {
  expect(names(itemOf({ n: 100, facility: 0.6, blank: 10 }))).toEqual(['blank'])
  expect(names(itemOf({ n: 100, facility: 0.6, blank: 9 }))).toEqual([])
})

test('a distractor nobody chooses, and one that draws the good, only with a hundred answers', () => {
  const options = { c: { n: 0, upper: 0, lower: 0 }, d: { n: 20, upper: 0.31, lower: 0.2 } }
  expect(flagsOf(itemOf({ n: 100, facility: 0.6 }, options), single)).toEqual([
    { name: 'draws-good', options: ['d'] },
    { name: 'unchosen', options: ['c'] },
  ])
  expect(names(itemOf({ n: 99, facility: 0.6 }, options))).toEqual([])
  // Where nearly everybody is right there are no wrong options to choose.
  expect(names(itemOf({ n: 100, facility: 0.96 }, options))).toEqual(['draws-good', 'easy'])
})

test('of fewer than thirty answers, and of a void item, nothing is said', () => {
  const doubtful = { a: { n: 2, upper: 0.1, lower: 0.9 }, b: { n: 20, upper: 0.9, lower: 0.1 } }
  expect(names(itemOf({ n: 29, facility: 0.1, r: -0.9 }, doubtful))).toEqual([])
  expect(names(itemOf({ n: 30, facility: 0.1, r: -0.9 }, doubtful))[0]).toBe('key-doubtful')
  expect(names(itemOf({ n: 300, facility: 0.1 }, doubtful), { ...single, key: null })).toEqual([])
})

test('of fewer than five candidates there are no figures, and of a void item the reason is said', () => {
  const few = itemOf({ n: 4, facility: 0.5 })
  expect(itemFigures(few)).toMatchObject({ n: 4, facility: 'too-few', time: 'too-few' })
  expect(optionFigures(few, single.optionIds)).toBeNull()
  expect(itemFigures(itemOf({ n: 5, facility: 0.6 }))).toMatchObject({ facility: 0.6, time: 'not-logged' })
  expect(itemFigures(noItemSums([]), 40)).toMatchObject({ n: 0, facility: 'void' })
  expect(itemFigures(noItemSums([]), 0)).toMatchObject({ facility: 'too-few' })
})
