import { expect, test } from 'vitest'

import { calendarOf, dayOf, workingDays } from './calendar.ts'

test.for([
  '2026-11-23T05:00:00Z',
  '2026-12-31T15:59:59.999Z',
  '2026-12-31T16:00:00Z',
  '2028-02-29T03:00:00Z',
  '2027-05-30T22:00:00Z',
])('seen from %s, the past campaign is over and the current one is open', (iso) => {
  const now = new Date(iso)
  const { past, current } = calendarOf(now)
  expect(current.opensAt < now && now < current.closesAt).toBe(true)
  for (const season of [past, current]) {
    expect(new Date(season.cutOff) < season.frozenAt).toBe(true)
    expect(season.frozenAt < season.publishedAt && season.publishedAt < season.opensAt).toBe(true)
    expect(season.year).toBe(Number(season.cutOff.slice(0, 4)))
  }
  expect(past.closesAt < past.lockedAt && past.lockedAt < current.frozenAt).toBe(true)
  expect(past.year).toBe(current.year - 1)
})

test('a day is a day in China', () => {
  expect(dayOf(new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-22')
  expect(dayOf(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
  expect(calendarOf(new Date('2026-11-22T16:00:00Z')).at(1, 9)).toEqual(new Date('2026-11-24T01:00:00Z'))
})

test('working days leave out the weekend', () => {
  // 20 November 2026 is a Friday.
  const days = workingDays(new Date('2026-11-19T16:00:00Z'), new Date('2026-11-24T00:00:00Z'))
  expect(days.map(dayOf)).toEqual(['2026-11-20', '2026-11-23', '2026-11-24'])
})
