import { expect, test } from 'vitest'

import { gradePaper, type GradedItem, type MultipleScoring } from './grading.ts'

const multiple: GradedItem = { itemId: 'm', kind: 'multiple', key: ['a', 'b', 'c'], marks: 200 }
const single: GradedItem = { itemId: 's', kind: 'single', key: ['b'], marks: 100 }

const scoreOf = (item: GradedItem, response: string[], scoring: MultipleScoring) =>
  gradePaper([item], new Map([[item.itemId, response]]), scoring).score

test.for([
  { response: ['b'], score: 100 },
  { response: ['a'], score: 0 },
  { response: [], score: 0 },
])('a single item answered $response earns $score', ({ response, score }) => {
  expect(scoreOf(single, response, 'half-for-subset')).toBe(score)
})

test.for([
  { response: ['c', 'a', 'b'], strict: 200, half: 200, perOption: 200 },
  { response: ['a', 'b'], strict: 0, half: 100, perOption: 100 },
  { response: ['a'], strict: 0, half: 100, perOption: 50 },
  { response: ['a', 'b', 'd'], strict: 0, half: 0, perOption: 0 },
  { response: ['a', 'b', 'c', 'd'], strict: 0, half: 0, perOption: 0 },
  { response: [], strict: 0, half: 0, perOption: 0 },
])('a multiple item answered $response', ({ response, strict, half, perOption }) => {
  expect(scoreOf(multiple, response, 'all-or-nothing')).toBe(strict)
  expect(scoreOf(multiple, response, 'half-for-subset')).toBe(half)
  expect(scoreOf(multiple, response, 'half-point-per-option')).toBe(perOption)
})

test('half a point per option stays below the full marks', () => {
  const cheap: GradedItem = { ...multiple, key: ['a', 'b', 'c', 'd'], marks: 150 }
  expect(scoreOf(cheap, ['a', 'b', 'c'], 'half-point-per-option')).toBe(100)
})

test('counts answered items, and a choice given twice only once', () => {
  const grade = gradePaper([single, multiple], new Map([['s', ['b', 'b']]]), 'all-or-nothing')
  expect(grade).toMatchObject({ score: 100, answered: 1 })
})
