import { expect, test } from 'vitest'

import { type SimulatedAnswer, simulatedOptions, simulateExam } from '#tests/fixtures/simulated-exam.ts'

import { itemFigures, optionFigures, scoreTrace } from './item-analysis-figures.ts'
import type { ItemSums } from './item-analysis-sums.ts'
import { newTally, rankTally, summariseItem, tallyPaper } from './item-analysis-tally.ts'
import { testFiguresOf } from './item-analysis-test-figures.ts'

/*
 * An independent implementation: from the formulas of the sources, in plain fractions, one item and one definition at
 * a time, as slow as it likes. It shares nothing with the code under test.
 */
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const covariance = (xs: number[], ys: number[]) =>
  mean(xs.map((x, index) => (x - mean(xs)) * ((ys[index] ?? NaN) - mean(ys))))
const variance = (xs: number[]) => covariance(xs, xs)
const shareOfPaper = (paper: SimulatedAnswer[], without?: string) => {
  const counted = paper.filter(({ versionId }) => versionId !== without)
  return counted.reduce((sum, { marks }) => sum + marks, 0) / counted.reduce((sum, { full }) => sum + full, 0)
}

type Had = { answer: SimulatedAnswer; share: number; rest: number; total: number }

function whoHad(papers: SimulatedAnswer[][], versionId: string): Had[] {
  return papers.flatMap((paper) => {
    const answer = paper.find((one) => one.versionId === versionId)
    if (!answer) return []
    const share = answer.marks / answer.full
    return [{ answer, share, rest: shareOfPaper(paper, versionId), total: shareOfPaper(paper) }]
  })
}

function correlation(had: Had[]): number {
  const [shares, rests] = [had.map(({ share }) => share), had.map(({ rest }) => rest)]
  return covariance(shares, rests) / Math.sqrt(variance(shares) * variance(rests))
}

function efficiency(had: Had[]): number {
  const [shares, rests] = [had.map(({ share }) => share), had.map(({ rest }) => rest)]
  const sorted = (values: number[]) => values.toSorted((a, b) => a - b)
  return covariance(shares, rests) / covariance(sorted(shares), sorted(rests))
}

/** Membership of the best 27 %: places are dealt out from the top, those of equal score share theirs. */
function memberships(totals: number[]): number[] {
  const places = Math.floor(totals.length * 0.27 + 0.5)
  return totals.map((total) => {
    const better = totals.filter((other) => other - total > 1e-9).length
    const equal = totals.filter((other) => Math.abs(other - total) <= 1e-9).length
    return Math.min(1, Math.max(0, (places - better) / equal))
  })
}

/** A fifth by the middle of the places of those with an equal score. */
function fifths(totals: number[]): number[] {
  return totals.map((total) => {
    const worse = totals.filter((other) => total - other > 1e-9).length
    const equal = totals.filter((other) => Math.abs(other - total) <= 1e-9).length
    return Math.floor((5 * (worse + equal / 2)) / totals.length)
  })
}

const weighted = (values: number[], weights: number[]) =>
  values.reduce((sum, value, index) => sum + value * (weights[index] ?? NaN), 0) /
  weights.reduce((sum, weight) => sum + weight, 0)

function tallyOf(papers: SimulatedAnswer[][]) {
  const tally = newTally()
  for (const paper of papers) {
    tallyPaper(
      tally,
      paper.map(({ chosen, ...answer }) => ({
        ...answer,
        chosen: chosen.reduce((set, option) => set | (1 << option), 0),
        isVoid: false,
      })),
    )
  }
  return tally
}

const exams = [
  { name: 'one paper for all', size: { candidates: 160, items: 20 } },
  { name: 'one paper with half marks', size: { candidates: 150, items: 18, partial: 4 } },
  { name: 'papers drawn for each', size: { candidates: 200, items: 40, drawn: 15, partial: 7 } },
  { name: 'drawn papers built alike', size: { candidates: 120, items: 30, drawn: 12, sameMarks: true } },
  { name: 'few candidates', size: { candidates: 9, items: 12 } },
]

test.for(exams)('every figure of an item is that of the naive implementation: $name', ({ name, size }) => {
  const papers = simulateExam(name, size)
  const tally = tallyOf(papers)
  const standings = rankTally(tally)
  const totals = papers.map((paper) => shareOfPaper(paper))
  const upper = memberships(totals)
  const lower = memberships(totals.map((total) => -total))
  const groups = fifths(totals)
  let compared = 0
  for (const versionId of tally.columns.keys()) {
    const sums = summariseItem(tally, standings, { versionId, options: simulatedOptions })
    const figures = itemFigures(sums)
    const had = whoHad(papers, versionId)
    const of = (values: number[]) =>
      values.filter((_, index) => papers[index]?.some((one) => one.versionId === versionId))
    const [ofUpper, ofLower] = [of(upper), of(lower)]
    expect(sums.n, versionId).toBe(had.length)
    expect(sums.right).toBe(had.filter(({ share }) => share === 1).length)
    if (had.length < 5) continue
    const shares = had.map(({ share }) => share)
    expect(figures.facility).toBeCloseTo(mean(shares), 4)
    if (variance(shares) === 0) continue
    compared += 1
    expect(figures.pointBiserial, versionId).toBeCloseTo(correlation(had), 3)
    expect(figures.efficiency, versionId).toBeCloseTo(efficiency(had), 3)
    if (ofUpper.some((one) => one > 0) && ofLower.some((one) => one > 0)) {
      const difference = weighted(shares, ofUpper) - weighted(shares, ofLower)
      expect(figures.discrimination, versionId).toBeCloseTo(difference, 3)
    }
    expectOptions(had, { sums, groups: of(groups) })
    const times = had.flatMap(({ answer }) => (answer.seconds > 0 ? [answer.seconds] : []))
    const sorted = times.toSorted((a, b) => a - b)
    expect(figures.time).toMatchObject({ n: times.length, median: sorted[Math.ceil(times.length / 2) - 1] })
    expect(scoreTrace(sums)).toHaveLength(5)
  }
  expect(compared).toBeGreaterThan(tally.columns.size / 2)
})

/** The distractor table and the trace curves. */
function expectOptions(had: Had[], { sums, groups }: { sums: ItemSums; groups: number[] }): void {
  for (const [place, option] of (optionFigures(sums, simulatedOptions) ?? []).entries()) {
    const chose = had.map(({ answer }) =>
      option.id === '' ? answer.chosen.length === 0 : answer.chosen.includes(place),
    )
    expect(option.n).toBe(chose.filter(Boolean).length)
    if (option.rest !== null)
      expect(option.rest).toBeCloseTo(mean(had.filter((_, i) => chose[i]).map(({ rest }) => rest)), 4)
    for (const [group, share] of option.trace.entries()) {
      const inGroup = chose.filter((_, i) => groups[i] === group)
      if (share !== null) expect(share).toBeCloseTo(inGroup.filter(Boolean).length / inGroup.length, 10)
    }
  }
}

test.for(exams)('every figure of the test is that of the naive implementation: $name', ({ name, size }) => {
  const papers = simulateExam(name, size)
  const figures = testFiguresOf(tallyOf(papers))
  const scores = papers.map((paper) => paper.reduce((sum, { marks }) => sum + marks, 0))
  const n = scores.length
  const sorted = scores.toSorted((a, b) => a - b)
  expect(figures.mean).toBeCloseTo(mean(scores), 6)
  expect(figures.median).toBe(((sorted[Math.floor((n - 1) / 2)] ?? 0) + (sorted[Math.floor(n / 2)] ?? 0)) / 2)
  const sample = (variance(scores) * n) / (n - 1)
  expect(figures.deviation).toBeCloseTo(Math.sqrt(sample), 6)
  // Excel's SKEW and KURT, which estimate the same.
  const z = scores.map((score) => (score - mean(scores)) / Math.sqrt(sample))
  const power = (k: number) => z.reduce((sum, one) => sum + one ** k, 0)
  expect(figures.skewness).toBeCloseTo((n / ((n - 1) * (n - 2))) * power(3), 6)
  const kurtosis =
    ((n * (n + 1)) / ((n - 1) * (n - 2) * (n - 3))) * power(4) - (3 * (n - 1) ** 2) / ((n - 2) * (n - 3))
  expect(figures.kurtosis).toBeCloseTo(kurtosis, 6)
  const places = papers[0]?.map((_, place) => papers.map((paper) => paper[place]?.marks ?? NaN)) ?? []
  const alike = places.every((_, place) => new Set(papers.map((paper) => paper[place]?.full)).size === 1)
  if (!alike) {
    expect(figures.alpha).toBe('papers-differ')
    return
  }
  const k = places.length
  const within = places.reduce((sum, marks) => sum + variance(marks), 0)
  const alpha = (k / (k - 1)) * (1 - within / variance(scores))
  expect(figures.alpha).toBeCloseTo(alpha, 9)
  if (alpha >= 0) expect(figures.standardError).toBeCloseTo(Math.sqrt(sample * (1 - alpha)), 6)
})

test('400 candidates × 50 items are analysed in far less than half a second', () => {
  const papers = simulateExam('four hundred', { candidates: 400, items: 50 })
  const before = performance.now()
  const tally = tallyOf(papers)
  testFiguresOf(tally)
  const standings = rankTally(tally)
  for (const versionId of tally.columns.keys()) {
    const sums = summariseItem(tally, standings, { versionId, options: simulatedOptions })
    itemFigures(sums)
    optionFigures(sums, simulatedOptions)
  }
  // It takes some 20 ms; the slack is for a machine that is busy with other tests.
  expect(performance.now() - before).toBeLessThan(500)
})
