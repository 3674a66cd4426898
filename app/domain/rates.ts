/**
 * The statistics of participation and passing. Everything keeps numerator and denominator; a rate is made
 * only when it is printed. @see docs/rules/statistics.md, where each definition has its source.
 */

/** One person on the roll (or on the drawn list), with what counts of the attempts. */
export type PersonRecord = {
  class: 'due' | 'exempt' | 'out-of-scope'
  attempts: readonly AttemptRecord[]
  reachedStudyTarget: boolean
}

export type AttemptRecord = {
  /** First try or make-up. */
  tryNo: number
  state: 'answering' | 'paused' | 'handed-in' | 'void' | 'annulled'
  /** Hundredths; null while open. */
  score: number | null
  passed: boolean
}

/** Counts of one unit; counts of several units add up. Marks in hundredths. */
export type Counts = {
  roll: number
  exempt: number
  due: number
  studied: number
  sat: number
  passed: number
  excellent: number
  voided: number
  /** Those with a valid score, and the sum of their best scores: the mean leaves void results out. */
  scored: number
  scoreSum: number
  firstSat: number
  firstPassed: number
  makeUpSat: number
  makeUpPassed: number
}

export type Ratio = { numerator: number; denominator: number }

export const noCounts: Counts = {
  roll: 0,
  exempt: 0,
  due: 0,
  studied: 0,
  sat: 0,
  passed: 0,
  excellent: 0,
  voided: 0,
  scored: 0,
  scoreSum: 0,
  firstSat: 0,
  firstPassed: 0,
  makeUpSat: 0,
  makeUpPassed: 0,
}

/**
 * Counts one person.
 *
 * Rule R1: exempt people and those out of scope are in no numerator and no denominator.
 * Rule R2: sat = at least one attempt that was not annulled. Rule R3: void counts as sat, not passed, and
 * bars a pass by another attempt. Rule R4: the best of several attempts counts.
 *
 * @param fullMarks Full marks of the exam, hundredths; excellent is 90 % of it or more.
 */
export function countPerson(person: PersonRecord, fullMarks: number): Counts {
  if (person.class === 'out-of-scope') return { ...noCounts }
  if (person.class === 'exempt') return { ...noCounts, roll: 1, exempt: 1 }

  const attempts = person.attempts.filter((attempt) => attempt.state !== 'annulled')
  const voided = attempts.some((attempt) => attempt.state === 'void')
  const valid = attempts.filter((attempt) => attempt.state === 'handed-in' && attempt.score !== null)
  const best = valid.length > 0 && !voided ? Math.max(...valid.map((attempt) => attempt.score ?? 0)) : null
  const first = attempts.filter((attempt) => attempt.tryNo === 1)
  const makeUps = attempts.filter((attempt) => attempt.tryNo > 1)
  const passed = (some: readonly AttemptRecord[]) =>
    !voided && some.some((attempt) => attempt.state === 'handed-in' && attempt.passed)

  return {
    roll: 1,
    exempt: 0,
    due: 1,
    studied: one(person.reachedStudyTarget),
    sat: one(attempts.length > 0),
    passed: one(passed(attempts)),
    excellent: one(best !== null && best * 10 >= fullMarks * 9),
    voided: one(voided),
    scored: one(best !== null),
    scoreSum: best ?? 0,
    firstSat: one(first.length > 0),
    firstPassed: one(passed(first)),
    makeUpSat: one(makeUps.length > 0),
    makeUpPassed: one(passed(makeUps)),
  }
}

const one = (yes: boolean) => (yes ? 1 : 0)

/** The counts of several people or units together. */
export function addCounts(parts: Iterable<Counts>): Counts {
  const sum = { ...noCounts }
  for (const part of parts) {
    for (const key of countKeys) sum[key] += part[key]
  }
  return sum
}

const countKeys = Object.keys(noCounts) as (keyof Counts)[] // Safe: noCounts has exactly the keys of Counts.

export type PassRateBasis = 'due' | 'sat'

export type Rates = Record<
  'study' | 'participation' | 'pass' | 'excellence' | 'firstPass' | 'makeUpPass',
  Ratio
> & { meanScore: Ratio }

/**
 * The rates of product.md, each as numerator and denominator. `meanScore` is hundredths over people.
 *
 * @param released False before the exam's release: rates that rest on scores have the denominator 0, and print as "—".
 */
export function ratesOf(counts: Counts, basis: PassRateBasis, released = true): Rates {
  const over = (numerator: number, denominator: number): Ratio => ({ numerator, denominator })
  const scored = (numerator: number, denominator: number) => over(numerator, released ? denominator : 0)
  return {
    study: over(counts.studied, counts.due),
    participation: over(counts.sat, counts.due),
    pass: scored(counts.passed, basis === 'due' ? counts.due : counts.sat),
    excellence: scored(counts.excellent, counts.sat),
    firstPass: scored(counts.firstPassed, counts.firstSat),
    makeUpPass: scored(counts.makeUpPassed, counts.makeUpSat),
    meanScore: over(counts.scoreSum, counts.scored),
  }
}

/**
 * A rate in percent with two decimals, truncated, so that 99.996 % never prints as 100.00 %.
 *
 * @returns "97.81 %", or "—" when the denominator is 0.
 */
export function formatRate({ numerator, denominator }: Ratio): string {
  if (denominator === 0) return '—'
  const hundredths = truncatedDivision(numerator * 10_000, denominator)
  return `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%`
}

/** A mean of marks (hundredths over people) with two decimals, truncated; "—" when nobody counts. */
export function formatMean({ numerator, denominator }: Ratio): string {
  if (denominator === 0) return '—'
  const hundredths = truncatedDivision(numerator, denominator)
  return `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

/** Integer division of safe integers, without the rounding of a float quotient. */
function truncatedDivision(numerator: number, denominator: number): number {
  return Number(BigInt(numerator) / BigInt(denominator))
}
