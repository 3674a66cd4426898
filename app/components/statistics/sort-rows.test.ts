import { expect, test } from 'vitest'

import { noCounts, ratesOf } from '#app/domain/rates.ts'

import { sortingOf, sortRows } from './sort-rows.ts'

const row = (id: string, due: number, sat: number, more: { depth?: number; opens?: boolean } = {}) => {
  const counts = { ...noCounts, due, sat }
  const unit = { id, level: 'department' as const, code: id, nameZh: id, nameEn: id }
  return { unit, depth: 1, opens: false, ...more, counts, rates: ratesOf(counts, 'due') }
}
const rows = [row('a', 10, 5), row('b', 0, 0), row('c', 3, 3), row('d', 10, 5), row('e', 10, 4)]
const order = (search: string, of = rows) =>
  sortRows(of, sortingOf(new URLSearchParams(search)))
    .map(({ unit }) => unit.id)
    .join('')

test('as offices list them unless asked otherwise', () => {
  expect(order('')).toBe('abcde')
  expect(order('sort=bogus')).toBe('abcde')
})
test('by a rate, equal ones as listed and those without one last, in both directions', () => {
  expect(order('sort=participation')).toBe('eadcb')
  expect(order('sort=-participation')).toBe('cadeb')
})
test('by a count', () => expect(order('sort=-absent')).toBe('eadbc'))
test('of two levels only the lower is ranked, with the departments of the upper', () => {
  const tree = [
    row('A', 9, 1, { opens: true }),
    row('x', 5, 5, { depth: 2 }),
    row('y', 4, 1, { depth: 2 }),
    row('z', 7, 6),
  ]
  expect(order('sort=participation', tree)).toBe('yzx')
})
