import { expect, test } from 'vitest'

import { findNearDuplicates, gramsOf, similarity } from './similarity.ts'

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

test('every pair that is alike enough is found, as by comparing all with all', () => {
  const words = ['行政机关', '应当', '在十日内', '作出', '决定', '告知', '当事人', '申请复议', '听证', '处罚']
  // Up to twenty texts no piece is too common for the index.
  const texts = Array.from({ length: 20 }, (_, index) => ({
    id: `q-${String(index).padStart(2, '0')}`,
    text: words.filter((_word, at) => ((index * 7 + 3) >> (at % 6)) % 2 === 1).join(''),
  }))
  const all = texts.flatMap((one, index) =>
    texts.slice(index + 1).flatMap((other) => {
      const alike = similarity(gramsOf(one.text), gramsOf(other.text))
      return alike >= 0.6 ? [`${one.id} ${other.id}`] : []
    }),
  )
  expect(all.length).toBeGreaterThan(0)
  const found = findNearDuplicates(texts, 0.6).map(({ one, other }) => `${one} ${other}`)
  expect(found.sort()).toEqual(all.sort())
})

test('the most alike come first', () => {
  const texts = [
    { id: 'a', text: '行政处罚由违法行为发生地的行政机关管辖' },
    { id: 'b', text: '行政处罚由违法行为发生地的行政机关管辖。' },
    { id: 'c', text: '行政处罚由违法行为发生地的县级机关管辖' },
  ]
  expect(findNearDuplicates(texts, 0.5).map(({ one, other }) => one + other)).toEqual(['ab', 'ac', 'bc'])
})
