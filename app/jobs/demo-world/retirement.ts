import type { Sex } from './shapes.ts'

/** When the cohort that is the first to work longer was born, and at which age those before it retired. */
const schedule = {
  m: { from: { year: 1965, month: 1 }, age: 60 },
  f: { from: { year: 1970, month: 1 }, age: 55 },
}
const LONGEST_DELAY_MONTHS = 36

/**
 * The day a state employee reaches the statutory age, YYYY-MM-DD: 60 for men and 55 for women cadres, plus a month
 * for every four months of birth after the first cohort, up to three years.
 *
 * Source: 国务院关于渐进式延迟法定退休年龄的办法, in force since 2025-01-01.
 */
export function retirementDateOf({ birthDate, sex }: { birthDate: string; sex: Sex }): string {
  const { from, age } = schedule[sex]
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number)
  const later = (year - from.year) * 12 + (month - from.month)
  const delay = later < 0 ? 0 : Math.min(LONGEST_DELAY_MONTHS, Math.floor(later / 4) + 1)
  return dateOf(year + age, month + delay, day)
}

/** The date so many years later. */
export function addYears(date: string, years: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return dateOf(year + years, month, day)
}

/** A month beyond December, and a day beyond the month's last, run on into what follows. */
export function dateOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}
