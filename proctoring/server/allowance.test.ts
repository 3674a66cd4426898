import { expect, test } from 'vitest'

import { createAllowance } from './allowance.ts'

test('a burst is allowed at once, then as many as time allows', () => {
  const allowed = createAllowance({ burst: 2, perSecond: 1 })
  expect([allowed(0), allowed(0), allowed(0)]).toEqual([true, true, false])
  expect([allowed(999), allowed(1000)]).toEqual([false, true])
  expect(allowed(1001)).toBe(false)
})

test('waiting long saves up no more than a burst', () => {
  const allowed = createAllowance({ burst: 2, perSecond: 1 })
  expect([allowed(0), allowed(3_600_000), allowed(3_600_000), allowed(3_600_000)]).toEqual([
    true,
    true,
    true,
    false,
  ])
})
