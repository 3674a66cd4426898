import { expect, test } from 'vitest'

import { quartilesOf, secondsBin, secondsPerItem } from './item-analysis-time.ts'

const at = (seconds: number) => seconds * 1000

test('the time since the answer before counts for the item answered, and several answers add up', () => {
  const log = [
    { itemId: 'one', atMs: at(20) },
    { itemId: 'two', atMs: at(50) },
    { itemId: 'one', atMs: at(65) },
  ]
  expect([...secondsPerItem(0, log)]).toEqual([
    ['one', 35],
    ['two', 30],
  ])
})

test('answers that arrive together after a pause of the network are not measured', () => {
  const log = [
    { itemId: 'one', atMs: at(90) },
    { itemId: 'two', atMs: at(90) + 4 },
    { itemId: 'three', atMs: at(90) + 999 },
    { itemId: 'four', atMs: at(120) },
  ]
  expect([...secondsPerItem(0, log).keys()]).toEqual(['one', 'four'])
  expect(secondsPerItem(0, log).get('four')).toBe(29)
})

test('a row before its predecessor measures nothing and takes nothing from the next', () => {
  const log = [
    { itemId: 'one', atMs: at(30) },
    { itemId: 'two', atMs: at(10) },
    { itemId: 'three', atMs: at(40) },
  ]
  expect([...secondsPerItem(0, log)]).toEqual([
    ['one', 30],
    ['three', 10],
  ])
})

test.for([
  [60, 60],
  [61, 60],
  [63, 65],
  [300, 300],
  [329, 300],
  [330, 360],
  [90_000, 3600],
])('%i seconds are counted as %i', ([seconds, bin]) => {
  expect(secondsBin(seconds ?? 0)).toBe(bin)
})

test('quartiles are the smallest times that a quarter, half and three quarters did not exceed', () => {
  expect(quartilesOf({ 5: 1, 7: 1, 9: 1, 30: 1 })).toEqual({ n: 4, lower: 5, median: 7, upper: 9 })
  expect(quartilesOf({ 120: 2, 8: 7 })).toEqual({ n: 9, lower: 8, median: 8, upper: 8 })
  expect(quartilesOf({})).toBeNull()
})
