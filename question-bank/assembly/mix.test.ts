import fc from 'fast-check'
import { expect, test } from 'vitest'

import { difficulties, type Difficulty } from '../question.ts'
import { quotasOf } from './mix.ts'

test.for([
  [40, [12, 20, 8]],
  [60, [18, 30, 12]],
  [15, [4, 8, 3]],
  [5, [1, 3, 1]],
  [2, [1, 1, 0]],
  [1, [0, 1, 0]],
] as const)('%i questions at 3 : 5 : 2 are %o', ([count, [easy, medium, hard]]) =>
  expect(quotasOf({ cells: [{ count }] })).toEqual({ easy, medium, hard }),
)

test('cells that name difficulties are given those', () => {
  const cells = [{ count: 10 }, { count: 4, difficulties: ['hard'] satisfies Difficulty[] }]
  expect(quotasOf({ cells })).toEqual({ easy: 3, medium: 5, hard: 6 })
  const never = {
    mix: { easy: 1, medium: 1, hard: 0 },
    cells: [{ count: 2, difficulties: ['hard' as const] }],
  }
  expect(quotasOf(never)).toEqual({ easy: 0, medium: 0, hard: 2 })
})

const weight = fc.integer({ min: 0, max: 9 })
const parts = fc.record({
  mix: fc
    .record({ easy: weight, medium: weight, hard: weight })
    .filter((mix) => mix.easy + mix.medium + mix.hard > 0),
  cells: fc.array(
    fc.record({
      count: fc.integer({ min: 1, max: 9 }),
      difficulties: fc.subarray([...difficulties], { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
})

test('property: the difficulties add up to the part, and every cell can have some that it allows', () => {
  fc.assert(
    fc.property(parts, (part) => {
      const quotas = quotasOf(part)
      expect(difficulties.every((name) => Number.isInteger(quotas[name]) && quotas[name] >= 0)).toBe(true)
      const total = part.cells.reduce((sum, { count }) => sum + count, 0)
      expect(quotas.easy + quotas.medium + quotas.hard).toBe(total)
      // Hall's condition: no set of difficulties is wanted by more than it has.
      for (let set = 1; set < 8; set += 1) {
        const inSet = difficulties.filter((_, at) => set & (1 << at))
        const bound = part.cells.filter((cell) => cell.difficulties.every((name) => inSet.includes(name)))
        const wanted = bound.reduce((sum, { count }) => sum + count, 0)
        expect(inSet.reduce((sum, name) => sum + quotas[name], 0)).toBeGreaterThanOrEqual(wanted)
      }
    }),
    { numRuns: 2000 },
  )
})
