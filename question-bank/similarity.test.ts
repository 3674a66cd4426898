import { expect, test } from 'vitest'

import { gramsOf, similarity } from './similarity.ts'

test('pieces are pairs of neighbouring signs, whatever the width, the case and the punctuation', () => {
  expect([...gramsOf('处罚，ＡＢ c。')]).toEqual(['处罚', '罚a', 'ab', 'bc'])
  expect(gramsOf('罚').size).toBe(0)
})

test.for([
  ['行政处罚', '行政处罚。', 1],
  ['行政处罚', '民事责任', 0],
  ['行政处罚法', '行政处罚', 3 / 4],
  ['', '', 0],
] as const)('%s and %s are alike by %d', ([one, other, alike]) =>
  expect(similarity(gramsOf(one), gramsOf(other))).toBeCloseTo(alike, 10),
)
