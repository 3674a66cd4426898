import { expect, test } from 'vitest'

import { loadBasicBank } from './load.ts'
import { isTrade, tradeNames } from './trades.ts'

test('every trade of a shipped question is in the list', () => {
  const used = loadBasicBank().files.flatMap(({ content }) => content.questions.flatMap((one) => one.trades))
  expect(used.length).toBeGreaterThan(100)
  expect(used.filter((trade) => !isTrade(trade))).toEqual([])
})

test('no two trades have one name, and what every object has is no trade', () => {
  const names = Object.values(tradeNames)
  expect(new Set(names.map(({ zh }) => zh)).size).toBe(names.length)
  expect(new Set(names.map(({ en }) => en)).size).toBe(names.length)
  expect(isTrade('toString')).toBe(false)
})
