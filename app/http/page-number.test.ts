import { expect, test } from 'vitest'

import { pageNumberOf } from './page-number.ts'

test.for([
  ['', 1],
  ['page=3', 3],
  ['page=0', 1],
  ['page=-1', 1],
  ['page=1.5', 1],
  ['page=1e308', 1],
  ['page=Infinity', 1],
  ['page=99999999999999999999', 1],
  ['page=abc', 1],
  ['page=', 1],
] as const)('?%s is page %i', ([query, page]) => {
  expect(pageNumberOf(new URLSearchParams(query))).toBe(page)
})
