/**
 * What the attempts of an exam say about one item, as whole numbers that add up. @see docs/rules/item-analysis.md
 *
 * Sums stay exact up to a million answers: by Cauchy-Schwarz the largest of them, products of score and standing, is
 * then about 10^15, under the 2^53 that a number holds exactly.
 */

/** A share of full marks, of an item or of a paper, in hundred-thousandths. */
export const SHARE = 100_000
/** A standing: standard deviations from the mean of the own exam, in ten-thousandths. */
export const STANDING = 10_000
/** How far a candidate belongs to the upper or lower group, in ten-thousandths: ties share the last places. */
export const MEMBERSHIP = 10_000
/** Score groups of the trace curve, lowest first: fifths of the exam's candidates. */
export const GROUPS = 5

/** Those who chose an option, or left the item blank. */
export type OptionSums = {
  n: number
  /** Their shares of the rest of their papers, summed. */
  rest: number
  /** Their membership of the upper and of the lower group, summed. */
  upper: number
  lower: number
  /** How many of them are in each score group. */
  groups: number[]
}

/** Sums over the counted attempts whose paper had the item. */
export type ItemSums = {
  /** Attempts. */
  n: number
  /** Attempts with full marks. */
  right: number
  /** Shares of full marks, and their squares. */
  score: number
  scoreSquares: number
  /** Standings on the rest of the own paper, and their squares. */
  standing: number
  standingSquares: number
  /** Share × standing; and the most that it could be, both sorted, within each exam. */
  products: number
  mostProducts: number
  /** Membership of upper and lower group, and membership × share. */
  upper: number
  upperScore: number
  lower: number
  lowerScore: number
  /** Per score group: attempts, and shares of full marks. */
  groups: number[]
  groupScores: number[]
  options: Record<string, OptionSums>
  blank: OptionSums
  /** Seconds (as `secondsBin` rounds them) → attempts; those whose time the log cannot tell are missing. */
  times: Record<string, number>
}

const noGroups = () => Array<number>(GROUPS).fill(0)

export const noOptionSums = (): OptionSums => ({ n: 0, rest: 0, upper: 0, lower: 0, groups: noGroups() })

/** Nothing yet, for an item with these options. */
export function noItemSums(optionIds: readonly string[]): ItemSums {
  return {
    ...{ n: 0, right: 0, score: 0, scoreSquares: 0, standing: 0, standingSquares: 0 },
    ...{ products: 0, mostProducts: 0, upper: 0, upperScore: 0, lower: 0, lowerScore: 0 },
    groups: noGroups(),
    groupScores: noGroups(),
    options: Object.fromEntries(optionIds.map((id) => [id, noOptionSums()])),
    blank: noOptionSums(),
    times: {},
  }
}

/**
 * Adds sums of one item over exams and versions (pooling, rule IA12). Every field adds, so the order does not matter,
 * and the two halves of an exam, summarised with the standings of the whole, add up to the whole: all but
 * `mostProducts`, which is the most within each part.
 */
export function addItemSums(parts: readonly ItemSums[]): ItemSums {
  const sum = noItemSums([])
  for (const part of parts) {
    for (const field of plainFields) sum[field] += part[field]
    addGroups(sum.groups, part.groups)
    addGroups(sum.groupScores, part.groupScores)
    addOption(sum.blank, part.blank)
    for (const [id, option] of Object.entries(part.options))
      addOption((sum.options[id] ??= noOptionSums()), option)
    for (const [seconds, attempts] of Object.entries(part.times))
      sum.times[seconds] = (sum.times[seconds] ?? 0) + attempts
  }
  return sum
}

const plainFields = [
  ...(['n', 'right', 'score', 'scoreSquares', 'standing', 'standingSquares'] as const),
  ...(['products', 'mostProducts', 'upper', 'upperScore', 'lower', 'lowerScore'] as const),
]

function addOption(sum: OptionSums, part: OptionSums): void {
  sum.n += part.n
  sum.rest += part.rest
  sum.upper += part.upper
  sum.lower += part.lower
  addGroups(sum.groups, part.groups)
}

function addGroups(sum: number[], part: readonly number[]): void {
  for (const [group, value] of part.entries()) sum[group] = (sum[group] ?? 0) + value
}
