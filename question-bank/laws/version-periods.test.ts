import fc from 'fast-check'
import { expect, test } from 'vitest'

import { mayEndOn, type Period, placeVersion, stateOn, successorOf } from './version-periods.ts'

const version = (effectiveFrom: string, effectiveTo: string | null): Period => ({
  version: effectiveFrom,
  effectiveFrom,
  effectiveTo,
})

test.for([
  { what: 'the first version', others: [], added: ['2020-01-01', null], placed: { effectiveTo: null, ends: null } },
  { what: 'a newer one ends the older the day before', others: [['2020-01-01', null]], added: ['2027-01-01', null], placed: { effectiveTo: null, ends: { version: '2020-01-01', effectiveTo: '2026-12-31' } } },
  { what: 'a newer one leaves an older end alone', others: [['2020-01-01', '2026-06-30']], added: ['2027-01-01', null], placed: { effectiveTo: null, ends: null } },
  { what: 'on the day after an end', others: [['2020-01-01', '2026-12-31']], added: ['2027-01-01', null], placed: { effectiveTo: null, ends: null } },
  { what: 'on the last day of the older one', others: [['2020-01-01', '2027-01-01']], added: ['2027-01-01', null], placed: 'overlap' },
  { what: 'an older one without an end ends before the newer', others: [['2020-01-01', null]], added: ['2015-01-01', null], placed: { effectiveTo: '2019-12-31', ends: null } },
  { what: 'an older one that reaches into the newer', others: [['2020-01-01', null]], added: ['2015-01-01', '2020-01-01'], placed: 'overlap' },
  { what: 'on the same day', others: [['2020-01-01', null]], added: ['2020-01-01', null], placed: 'overlap' },
  { what: 'on the same day, ending before it began', others: [['2020-01-01', null]], added: ['2020-01-01', '2019-12-31'], placed: 'overlap' },
  { what: 'between two', others: [['2010-01-01', '2014-12-31'], ['2020-01-01', null]], added: ['2015-01-01', null], placed: { effectiveTo: '2019-12-31', ends: null } },
] as { what: string; others: [string, string | null][]; added: [string, string | null]; placed: unknown }[])(
  'placing $what',
  ({ others, added, placed }) => {
    const result = placeVersion(others.map((one) => version(...one)), version(...added))
    expect(result).toMatchObject(placed === 'overlap' ? { ok: false, refusal: 'overlap' } : { ok: true, ...(placed as object) })
  },
) // prettier-ignore

test('property: versions placed one after another are never in force on the same day', () => {
  const day = fc
    .integer({ min: 0, max: 3000 })
    .map((days) => new Date(Date.UTC(2015, 0, 1 + days)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(fc.array(fc.tuple(day, fc.option(day)), { maxLength: 12 }), (wanted) => {
      let placed: Period[] = []
      for (const [from, to] of wanted) {
        if (to !== null && to < from) continue
        const added = { version: `${placed.length}`, effectiveFrom: from, effectiveTo: to }
        const result = placeVersion(placed, added)
        if (!result.ok) continue
        const { ends, effectiveTo } = result
        placed = placed.map((one) =>
          one.version === ends?.version ? { ...one, effectiveTo: ends.effectiveTo } : one,
        )
        placed.push({ ...added, effectiveTo })
      }
      for (const one of placed) {
        expect(one.effectiveTo === null || one.effectiveTo >= one.effectiveFrom).toBe(true)
        const inForce = placed.filter((other) => stateOn(one.effectiveFrom, other) === 'in-force')
        expect(inForce).toEqual([one])
      }
    }),
  )
})

test('a version may end before the next one begins, and have no end when it is the last', () => {
  const others = [version('2027-01-01', null)]
  const ending = (effectiveTo: string | null) =>
    mayEndOn(others, { effectiveFrom: '2020-01-01', effectiveTo })
  expect([ending('2026-12-31'), ending('2027-01-01'), ending(null)]).toEqual([true, false, false])
  expect(mayEndOn([], { effectiveFrom: '2020-01-01', effectiveTo: null })).toBe(true)
})

test.for([
  ['2026-12-31', 'in-force'],
  ['2027-01-01', 'ended'],
  ['2019-12-31', 'future'],
  ['2020-01-01', 'in-force'],
] as const)('on %s it is %s', ([day, state]) => {
  expect(stateOn(day, version('2020-01-01', '2026-12-31'))).toBe(state)
})

test('questions go on to the version in force, else to the next one; after a repeal to none', () => {
  const [old, middle, current, future] = [
    version('2010-01-01', '2014-12-31'),
    version('2015-01-01', '2019-12-31'),
    version('2020-01-01', '2026-12-31'),
    version('2027-01-01', null),
  ]
  const versions = [old, middle, current, future]
  expect(successorOf(versions, old, '2026-05-01')).toBe(current)
  expect(successorOf(versions, current, '2026-05-01')).toBe(future)
  expect(successorOf(versions, old, '2027-01-01')).toBe(future)
  expect(successorOf([old, middle], middle, '2026-05-01')).toBeNull()
  expect(successorOf([old, middle], old, '2026-05-01')).toBeNull()
})
