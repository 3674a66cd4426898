import { type ItemSums, noOptionSums, type OptionSums, SHARE } from './item-analysis-sums.ts'
import { type Quartiles, quartilesOf } from './item-analysis-time.ts'

/** Why there is no figure; a page prints "—" and says so. */
export type Missing =
  | 'too-few'
  | 'void'
  /** Everybody has the same marks, of the item or of the rest. */
  | 'no-spread'
  | 'one-item'
  | 'papers-differ'
  | 'part-marks'
  | 'negative-alpha'
  | 'not-logged'

export type Figure = number | Missing

/** Rule IA13: figures of fewer candidates could tell about single ones, and say nothing of the item. */
export const fewestToShow = 5
/** Rule IA14: with fewer answers a figure may be chance; nothing is said about the item. */
export const fewestToJudge = 30

/** Figures of one item; shares from 0 to 1, coefficients from −1 to 1. */
export type ItemFigures = {
  n: number
  /** Mean share of full marks. */
  facility: Figure
  /** Correlation of the item's marks with the score on the rest of the own paper. */
  pointBiserial: Figure
  /** Upper minus lower 27 %. */
  discrimination: Figure
  /** Discriminative efficiency. */
  efficiency: Figure
  /** Left blank. */
  blank: Figure
  /** Seconds. */
  time: Quartiles | Missing
}

/**
 * The figures of one item from its sums, pooled or not.
 *
 * Rules IA3 to IA7 and IA9. Sources: facility and discriminative efficiency as Moodle's quiz statistics calculations
 * (docs.moodle.org/dev); corrected point-biserial, Crocker & Algina 1986, ch. 14; discrimination index, Kelley 1939
 * and Ebel & Frisbie 1991, ch. 13.
 *
 * @param attempts Attempts that had the item: more than the sums hold where the item is void.
 * @see docs/rules/item-analysis.md
 */
export function itemFigures(sums: ItemSums, attempts = sums.n): ItemFigures {
  const none = sums.n === 0 && attempts > 0 ? 'void' : sums.n < fewestToShow ? 'too-few' : null
  if (none)
    return {
      ...{ n: sums.n, facility: none, pointBiserial: none, discrimination: none },
      ...{ efficiency: none, blank: none, time: none },
    }
  return {
    n: sums.n,
    facility: sums.score / (sums.n * SHARE),
    pointBiserial: pointBiserialOf(sums),
    discrimination: discriminationOf(sums),
    efficiency: efficiencyOf(sums),
    blank: sums.blank.n / sums.n,
    time: quartilesOf(sums.times) ?? 'not-logged',
  }
}

/** Rule IA4: Pearson's correlation of share and standing. */
function pointBiserialOf(sums: ItemSums): Figure {
  const { n, score, scoreSquares, standing, standingSquares, products } = sums
  const variances = (n * scoreSquares - score * score) * (n * standingSquares - standing * standing)
  if (variances <= 0) return 'no-spread'
  return between(-1, (n * products - score * standing) / Math.sqrt(variances))
}

/** Rule IA5: mean share of the upper 27 % minus that of the lower 27 %. */
function discriminationOf({ upper, upperScore, lower, lowerScore, standingSquares }: ItemSums): Figure {
  if (upper === 0 || lower === 0) return 'too-few'
  if (standingSquares === 0) return 'no-spread'
  return between(-1, (upperScore / upper - lowerScore / lower) / SHARE)
}

/** Rule IA6: covariance ÷ the greatest covariance that the same marks could have. */
function efficiencyOf({ n, score, standing, products, mostProducts }: ItemSums): Figure {
  const most = n * mostProducts - score * standing
  return most <= 0 ? 'no-spread' : between(-Infinity, (n * products - score * standing) / most)
}

/** Keeps what rounding may add. */
const between = (least: number, value: number) => Math.min(1, Math.max(least, value))

/** How an option fared. */
export type OptionFigures = {
  id: string
  n: number
  share: number
  /** Mean share of the rest of the paper of those who chose it; null: nobody did. */
  rest: number | null
  /** Share of the upper and of the lower group that chose it; null: nobody of that group had the item. */
  upper: number | null
  lower: number | null
  /** Share choosing it per score group, lowest first; null: nobody of that group had the item. */
  trace: (number | null)[]
}

/**
 * The distractor table and the trace curves (rules IA7, IA8), in the order of the options; last those who left the
 * item blank. Of a multiple-choice item everyone may choose several. Null: too few candidates.
 */
export function optionFigures(sums: ItemSums, optionIds: readonly string[]): OptionFigures[] | null {
  if (sums.n < fewestToShow) return null
  const options = optionIds.map((id) => optionOf(sums, id, sums.options[id] ?? noOptionSums()))
  return [...options, optionOf(sums, '', sums.blank)]
}

function optionOf({ n, upper, lower, groups }: ItemSums, id: string, option: OptionSums): OptionFigures {
  return {
    id,
    n: option.n,
    share: option.n / n,
    rest: option.n > 0 ? option.rest / (option.n * SHARE) : null,
    upper: upper === 0 ? null : option.upper / upper,
    lower: lower === 0 ? null : option.lower / lower,
    trace: groups.map((of, group) => (of === 0 ? null : (option.groups[group] ?? 0) / of)),
  }
}

/** The share of full marks per score group, lowest first: the trace of the item itself. */
export function scoreTrace({ groups, groupScores }: ItemSums): (number | null)[] {
  return groups.map((n, group) => (n === 0 ? null : (groupScores[group] ?? 0) / (n * SHARE)))
}
