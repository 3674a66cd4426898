import fc from 'fast-check'
import { expect, test } from 'vitest'

import { findNearDuplicates } from './near-duplicates.ts'
import { gramsOf, similarity } from './similarity.ts'

type Text = { id: string; text: string }

/** By comparing all with all. */
function compareAll(texts: readonly Text[], least: number): string[] {
  return texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter((other) => similarity(gramsOf(one.text), gramsOf(other.text)) >= least)
      .map((other) => `${one.id} ${other.id}`),
  )
}

const words = [
  '行政机关',
  '应当',
  '在十日内',
  '作出',
  '决定',
  '告知',
  '当事人',
  '申请复议',
  '听证',
  '处罚',
  '',
  'A1',
]
const text = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''))

test('property: exactly the pairs that comparing all with all finds, at any threshold', () => {
  const threshold = fc.constantFrom(0.05, 0.2, 1 / 3, 0.4, 0.5, 0.6, 2 / 3, 0.75, 0.8, 1)
  let pairs = 0
  fc.assert(
    fc.property(fc.array(text, { minLength: 10, maxLength: 25 }), threshold, (list, least) => {
      const texts = list.map((one, index) => ({ id: `q-${String(index).padStart(2, '0')}`, text: one }))
      const found = findNearDuplicates(texts, least).map(({ one, other }) => `${one} ${other}`)
      pairs += found.length
      expect(found.sort()).toEqual(compareAll(texts, least).sort())
    }),
    { seed: 7, numRuns: 300 },
  )
  expect(pairs).toBeGreaterThan(1000)
})

test('the most alike come first', () => {
  const texts = [
    { id: 'a', text: '行政处罚由违法行为发生地的行政机关管辖' },
    { id: 'b', text: '行政处罚由违法行为发生地的行政机关管辖。' },
    { id: 'c', text: '行政处罚由违法行为发生地的县级机关管辖' },
  ]
  expect(findNearDuplicates(texts, 0.5).map(({ one, other }) => one + other)).toEqual(['ab', 'ac', 'bc'])
})
