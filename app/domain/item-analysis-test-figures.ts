import { readColumn } from './item-analysis-column.ts'
import { type Figure, fewestToShow } from './item-analysis-figures.ts'
import type { ExamTally } from './item-analysis-tally.ts'

/** Figures of a paper as a whole. Marks are hundredths. */
export type TestFigures = {
  attempts: number
  /** Items of every paper; null: papers have different numbers of them. */
  items: number | null
  mean: Figure
  median: Figure
  deviation: Figure
  skewness: Figure
  kurtosis: Figure
  /** Cronbach's alpha; `alphaBy`: over items that everybody had, or over places of papers built alike. */
  alpha: Figure
  alphaBy: 'items' | 'places'
  kr20: Figure
  /** Standard error of measurement. */
  standardError: Figure
}

/**
 * Mean, spread, shape and reliability of an exam's scores as they count: a void item brings its marks to everyone.
 *
 * Rules IA10 and IA11, with sources: Cronbach 1951 (alpha), Kuder & Richardson 1937 (formula 20), Crocker & Algina
 * 1986, ch. 7 (standard error of measurement); skewness and kurtosis from k-statistics, as Moodle's quiz statistics.
 *
 * @see docs/rules/item-analysis.md
 */
export function testFiguresOf(tally: ExamTally): TestFigures {
  const moments = momentsOf(tally.scores)
  const parts = partsOf(tally)
  const alphaBy = tally.shared === null ? 'places' : 'items'
  const alpha = alphaOf(tally, parts)
  return {
    attempts: tally.scores.length,
    items: tally.places?.length ?? null,
    ...shapeOf(moments),
    median: shown(tally, () => medianOf(tally.scores)),
    alpha,
    alphaBy,
    kr20: kr20Of(tally, parts),
    standardError: standardErrorOf(moments, alpha),
  }
}

/** One item that everybody had, or one place of papers built alike: what alpha adds up. */
type Part = { full: number; sum: number; squares: number; dichotomous: boolean }

/** Null: the papers are neither the same nor built alike. A void item varies for nobody and is no part. */
function partsOf(tally: ExamTally): Part[] | null {
  if (tally.shared === null) return tally.places
  const live = [...tally.columns].filter(([versionId]) => !tally.voids.has(versionId))
  return live.map(([, column]) => {
    const part = { full: 0, sum: 0, squares: 0, dichotomous: true }
    for (let row = 0; row < column.size; row += 1) {
      const { marks, full } = readColumn(column, row)
      part.full = full
      part.sum += marks
      part.squares += marks * marks
      part.dichotomous &&= marks === 0 || marks === full
    }
    return part
  })
}

/** Rule IA10. With k parts: k ÷ (k − 1) × (1 − Σ variances of the parts ÷ variance of the scores). */
function alphaOf(tally: ExamTally, parts: readonly Part[] | null): Figure {
  return shown(tally, (count) => {
    if (!parts) return 'papers-differ'
    if (parts.length < 2) return 'one-item'
    const total = varianceOf(tally.scores)
    if (total === 0) return 'no-spread'
    const within = parts.reduce((sum, part) => sum + (part.squares - part.sum ** 2 / count) / count, 0)
    return (parts.length / (parts.length - 1)) * (1 - within / total)
  })
}

/** Rule IA10: alpha where each item is either right or wrong and all carry the same marks; p × q is its variance. */
function kr20Of(tally: ExamTally, parts: readonly Part[] | null): Figure {
  return shown(tally, (count) => {
    if (!parts) return 'papers-differ'
    const [first] = parts
    if (!first || parts.length < 2) return 'one-item'
    if (parts.some(({ full, dichotomous }) => !dichotomous || full !== first.full)) return 'part-marks'
    const total = varianceOf(tally.scores) / first.full ** 2
    if (total === 0) return 'no-spread'
    const pq = parts.reduce((sum, part) => {
      const p = part.sum / (part.full * count)
      return sum + p * (1 - p)
    }, 0)
    return (parts.length / (parts.length - 1)) * (1 - pq / total)
  })
}

/** Rule IA11: standard deviation × √(1 − reliability). */
function standardErrorOf({ count, second }: Moments, alpha: Figure): Figure {
  if (typeof alpha !== 'number') return alpha
  if (alpha < 0) return 'negative-alpha'
  return Math.sqrt((second * count) / (count - 1)) * Math.sqrt(1 - alpha)
}

type Moments = { count: number; mean: number; second: number; third: number; fourth: number }

function momentsOf(scores: readonly number[]): Moments {
  const count = scores.length
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, count)
  const central = (power: number) =>
    scores.reduce((sum, score) => sum + (score - mean) ** power, 0) / Math.max(1, count)
  return { count, mean, second: central(2), third: central(3), fourth: central(4) }
}

const varianceOf = (scores: readonly number[]) => momentsOf(scores).second

/** Rule IA11: from the k-statistics, the unbiased estimates of the cumulants. */
function shapeOf(moments: Moments): Pick<TestFigures, 'mean' | 'deviation' | 'skewness' | 'kurtosis'> {
  const { count: n, mean, second, third, fourth } = moments
  if (n < fewestToShow) {
    return { mean: 'too-few', deviation: 'too-few', skewness: 'too-few', kurtosis: 'too-few' }
  }
  const k2 = (n * second) / (n - 1)
  const k3 = (n * n * third) / ((n - 1) * (n - 2))
  const k4 = (n * n * ((n + 1) * fourth - 3 * (n - 1) * second ** 2)) / ((n - 1) * (n - 2) * (n - 3))
  return {
    mean,
    deviation: Math.sqrt(k2),
    skewness: k2 === 0 ? 'no-spread' : k3 / k2 ** 1.5,
    kurtosis: k2 === 0 ? 'no-spread' : k4 / k2 ** 2,
  }
}

function medianOf(scores: readonly number[]): number {
  const sorted = [...scores].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2
}

/** Rule IA13: nothing about fewer candidates than may be shown. */
function shown({ scores }: ExamTally, figure: (count: number) => Figure): Figure {
  return scores.length < fewestToShow ? 'too-few' : figure(scores.length)
}
