import { GROUPS, MEMBERSHIP, STANDING } from './item-analysis-sums.ts'

/** Where each candidate of an exam stands among the others; one place in every list per attempt. */
export type Standings = {
  /** Of the shares of the own papers, in their unit. `deviation` is that of the whole group, not of a sample. */
  mean: number
  deviation: number
  /** Membership of the upper and of the lower 27 %, in ten-thousandths. */
  upper: Int32Array
  lower: Int32Array
  /** Score group, 0 (lowest) to 4. */
  group: Uint8Array
}

/** Rule IA5: upper and lower group are 27 % of the candidates each, rounded half up, at least one. */
const groupSizeOf = (candidates: number): number => Math.max(1, Math.floor(0.27 * candidates + 0.5))

/**
 * Ranks the candidates of an exam by their share of the own paper's full marks.
 *
 * Rule IA5 (Kelley 1939): candidates of equal score share the last places of a group evenly, so that the group has
 * its size and the order of the candidates does not matter. Rule IA8: equal scores are in one score group, the one
 * that the middle of their places falls into.
 *
 * @param shares One per attempt, hundred-thousandths.
 */
export function standingsOf(shares: readonly number[]): Standings {
  const count = shares.length
  const size = groupSizeOf(count)
  const standings = {
    ...spreadOf(shares),
    upper: new Int32Array(count),
    lower: new Int32Array(count),
    group: new Uint8Array(count),
  }
  const order = shares.map((_, attempt) => attempt).sort((a, b) => shareAt(shares, b) - shareAt(shares, a))
  let from = 0
  while (from < count) {
    const score = shareAt(shares, order[from] ?? 0)
    let to = from + 1
    while (to < count && shareAt(shares, order[to] ?? 0) === score) to += 1
    const tied = to - from
    const upper = membership(Math.min(to, size) - from, tied)
    const lower = membership(to - Math.max(from, count - size), tied)
    // The middle of the places from the bottom, as a part of all: never 1, so never a sixth group.
    const group = Math.floor((GROUPS * (2 * count - from - to)) / (2 * count))
    for (const attempt of order.slice(from, to)) {
      standings.upper[attempt] = upper
      standings.lower[attempt] = lower
      standings.group[attempt] = group
    }
    from = to
  }
  return standings
}

/** Standard deviations from the exam's mean, ten-thousandths; 0 where everybody has the same score. */
export function standingOf(share: number, { mean, deviation }: Standings): number {
  return deviation === 0 ? 0 : Math.round((STANDING * (share - mean)) / deviation)
}

function membership(places: number, tied: number): number {
  return places <= 0 ? 0 : Math.round((MEMBERSHIP * Math.min(places, tied)) / tied)
}

function spreadOf(shares: readonly number[]): { mean: number; deviation: number } {
  if (shares.length === 0) return { mean: 0, deviation: 0 }
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / shares.length) }
}

const shareAt = (shares: readonly number[], attempt: number) => shares[attempt] ?? 0
