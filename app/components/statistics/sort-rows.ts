import type { Ratio } from '#app/domain/rates.ts'
import type { StatisticsView } from '#app/services/statistics/read-statistics.ts'

type Row = StatisticsView['rows'][number]

/** What a table of units can be sorted by; `order` is the order offices list their units in. */
export const sortKeys = [
  'order',
  'due',
  'sat',
  'absent',
  'participation',
  'passed',
  'pass',
  'excellent',
  'excellence',
  'mean',
  'exempt',
  'study',
  'voided',
] as const
export type SortKey = (typeof sortKeys)[number]
export type Sorting = { key: SortKey; descending: boolean }

/** How a table is sorted, by the query of the address: `?sort=pass` or `?sort=-pass`. Anything else: as listed. */
export function sortingOf(query: URLSearchParams): Sorting {
  const wanted = query.get('sort') ?? ''
  const name = wanted.replace(/^-/, '')
  return { key: sortKeys.find((key) => key === name) ?? 'order', descending: wanted.startsWith('-') }
}

const whole = (value: number): Ratio => ({ numerator: value, denominator: 1 })

const valueOf = {
  due: ({ counts }) => whole(counts.due),
  sat: ({ counts }) => whole(counts.sat),
  absent: ({ counts }) => whole(counts.due - counts.sat),
  participation: ({ rates }) => rates.participation,
  passed: ({ counts }) => whole(counts.passed),
  pass: ({ rates }) => rates.pass,
  excellent: ({ counts }) => whole(counts.excellent),
  excellence: ({ rates }) => rates.excellence,
  mean: ({ rates }) => rates.meanScore,
  exempt: ({ counts }) => whole(counts.exempt),
  study: ({ rates }) => rates.study,
  voided: ({ counts }) => whole(counts.voided),
} satisfies Record<Exclude<SortKey, 'order'>, (row: Row) => Ratio>

/**
 * Sorts units by a figure, equal ones as listed, those without a figure ("—") last either way.
 *
 * Of several levels only the lowest is left: a county among its own departments cannot be ranked.
 */
export function sortRows(rows: readonly Row[], { key, descending }: Sorting): Row[] {
  if (key === 'order') return [...rows]
  const deepest = Math.max(...rows.map(({ depth }) => depth))
  const value = valueOf[key]
  return rows
    .filter(({ depth, opens }) => depth === deepest || !opens)
    .sort((one, other) => compare(value(one), value(other), descending))
}

/** By cross-multiplication: two quotients as floats may fall together. */
function compare(one: Ratio, other: Ratio, descending: boolean): number {
  if (one.denominator === 0 || other.denominator === 0)
    return Number(one.denominator === 0) - Number(other.denominator === 0)
  const difference = one.numerator * other.denominator - other.numerator * one.denominator
  return descending ? -difference : difference
}
