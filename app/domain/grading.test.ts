import fc from 'fast-check'
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

test.for([{ response: ['a'] }, { response: ['b'] }, { response: [] }])(
  'a void item answered $response brings its full marks',
  ({ response }) => {
    for (const item of [single, multiple]) {
      const grade = gradePaper([{ ...item, key: null }], new Map([[item.itemId, response]]), 'all-or-nothing')
      expect(grade.score).toBe(item.marks)
      expect(grade.answered).toBe(response.length)
      expect(grade.items[0]?.right, 'nothing is right or wrong').toBe(false)
    }
  },
)

test.for([
  { response: ['b'], score: 100 },
  { response: ['c'], score: 100 },
  { response: ['b', 'c'], score: 0 },
  { response: ['a'], score: 0 },
  { response: [], score: 0 },
])('a single item with two accepted options answered $response earns $score', ({ response, score }) => {
  expect(scoreOf({ ...single, key: ['b', 'c'] }, response, 'half-for-subset')).toBe(score)
})

const options = ['a', 'b', 'c', 'd'] as const
const anItem = fc.record({
  kind: fc.constantFrom('single', 'multiple', 'true-false' as const),
  key: fc.subarray([...options], { minLength: 1 }),
  marks: fc.integer({ min: 0, max: 500 }),
  response: fc.subarray([...options]),
})
const aPaper = fc.record({
  items: fc.array(anItem, { minLength: 1, maxLength: 12 }),
  fixed: fc.nat(),
  newKey: fc.option(fc.subarray([...options], { minLength: 1 })),
  scoring: fc.constantFrom('all-or-nothing', 'half-for-subset', 'half-point-per-option' as const),
})
type Paper = typeof aPaper extends fc.Arbitrary<infer P> ? P : never

const graded = ({ items, scoring }: Paper, keys: readonly GradedItem['key'][]) =>
  gradePaper(
    items.map((item, index) => ({ ...item, itemId: String(index), key: keys[index] ?? null })),
    new Map(items.map(({ response }, index) => [String(index), response])),
    scoring,
  )

test('a void takes nothing from anybody, and everything the item can bring is what it brings', () => {
  fc.assert(
    fc.property(aPaper, (paper) => {
      const at = paper.fixed % paper.items.length
      const keys: GradedItem['key'][] = paper.items.map(({ key }) => key)
      const before = graded(paper, keys)
      const after = graded(paper, keys.with(at, null))
      expect(after.score).toBe(before.score - before.items[at]!.marks + paper.items[at]!.marks)
      expect(after.score).toBeGreaterThanOrEqual(before.score)
      expect(after.answered).toBe(before.answered)
    }),
  )
})

test('marks are never negative and never above the item’s, whatever key was put there', () => {
  fc.assert(
    fc.property(aPaper, (paper) => {
      const keys: GradedItem['key'][] = paper.items.map(({ key }) => key)
      keys[paper.fixed % keys.length] = paper.newKey
      for (const [index, { marks }] of graded(paper, keys).items.entries()) {
        expect(marks).toBeGreaterThanOrEqual(0)
        expect(marks).toBeLessThanOrEqual(paper.items[index]!.marks)
      }
    }),
  )
})
