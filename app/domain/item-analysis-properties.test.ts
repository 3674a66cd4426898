import fc from 'fast-check'
import { expect, test } from 'vitest'

import { simulatedOptions as options, simulateExam } from '#tests/fixtures/simulated-exam.ts'

import { flagsOf } from './item-analysis-flags.ts'
import { itemFigures, optionFigures } from './item-analysis-figures.ts'
import { standingsOf } from './item-analysis-standing.ts'
import { addItemSums, type ItemSums, SHARE } from './item-analysis-sums.ts'
import { newTally, rankTally, summariseItem, tallyPaper, type TalliedItem } from './item-analysis-tally.ts'
import { testFiguresOf } from './item-analysis-test-figures.ts'

const versions = ['one', 'two', 'three', 'four']

/** Any answers at all: as many items as there are versions, marks from none to full. */
const answer = fc.record({
  marks: fc.constantFrom(0, 50, 100),
  chosen: fc.integer({ min: 0, max: 15 }),
  seconds: fc.integer({ min: 0, max: 5000 }),
})
const paper = fc
  .array(answer, { minLength: versions.length, maxLength: versions.length })
  .map((answers) =>
    answers.map((one, place) => ({ ...one, versionId: versions[place] ?? '', full: 100, isVoid: false })),
  )
const exam = fc.array(paper, { minLength: 1, maxLength: 60 })

function tallyOf(papers: readonly TalliedItem[][]) {
  const tally = newTally()
  for (const items of papers) tallyPaper(tally, items)
  return tally
}

function sumsOf(papers: readonly TalliedItem[][]): ItemSums[] {
  const tally = tallyOf(papers)
  const standings = rankTally(tally)
  return versions.map((versionId) => summariseItem(tally, standings, { versionId, options }))
}

function expectBounds(sums: ItemSums): void {
  const { facility, pointBiserial, discrimination, efficiency, blank } = itemFigures(sums)
  for (const share of [facility, blank]) if (typeof share === 'number') expectWithin(0, share)
  for (const figure of [pointBiserial, discrimination])
    if (typeof figure === 'number') expectWithin(-1, figure)
  if (typeof efficiency === 'number') expect(efficiency).toBeLessThanOrEqual(1)
  for (const option of optionFigures(sums, options) ?? [])
    for (const share of [option.share, option.rest, option.upper, option.lower, ...option.trace])
      if (share !== null) expectWithin(0, share)
}

function expectWithin(least: number, figure: number): void {
  expect(figure).toBeGreaterThanOrEqual(least)
  expect(figure).toBeLessThanOrEqual(1 + 1e-9)
}

test('every figure lies within its bounds or says why it is missing', () => {
  fc.assert(
    fc.property(exam, (papers) => {
      for (const sums of sumsOf(papers)) expectBounds(sums)
      const { alpha, kr20 } = testFiguresOf(tallyOf(papers))
      if (typeof alpha === 'number') expect(alpha).toBeLessThanOrEqual(1 + 1e-9)
      if (typeof alpha === 'number' && typeof kr20 === 'number') expect(kr20).toBeCloseTo(alpha, 9)
    }),
  )
})

test('sums are whole numbers, and the order of the candidates changes none of them', () => {
  fc.assert(
    fc.property(exam, fc.infiniteStream(fc.nat()), (papers, order) => {
      const [...places] = order.take(papers.length)
      const shuffled = papers
        .map((items, index) => ({ items, at: places[index] ?? 0 }))
        .sort((one, other) => one.at - other.at)
        .map(({ items }) => items)
      const sums = sumsOf(papers)
      expect(sumsOf(shuffled)).toEqual(sums)
      for (const value of JSON.stringify(sums).match(/-?\d+(\.\d+)?/g) ?? [])
        expect(Number.isSafeInteger(Number(value)), value).toBe(true)
    }),
  )
})

test('two halves of an exam add up to the whole', () => {
  fc.assert(
    fc.property(exam, fc.nat(), (papers, cut) => {
      const tally = tallyOf(papers)
      const standings = rankTally(tally)
      const middle = cut % (papers.length + 1)
      // The halves keep the standings of the whole: what a candidate scored is compared with the own exam.
      const half = (from: number, to: number) => ({
        sums: tallyOf(papers.slice(from, to)),
        standings: {
          ...standings,
          upper: standings.upper.slice(from, to),
          lower: standings.lower.slice(from, to),
          group: standings.group.slice(from, to),
        },
      })
      const halves = [half(0, middle), half(middle, papers.length)]
      for (const versionId of versions) {
        const whole = summariseItem(tally, standings, { versionId, options })
        const parts = halves.map((part) => summariseItem(part.sums, part.standings, { versionId, options }))
        const { mostProducts, ...added } = addItemSums(parts)
        const { mostProducts: most, ...expected } = whole
        expect(added).toEqual(expected)
        // Sorted within each half, the products can be no greater than sorted in the whole.
        expect(mostProducts).toBeLessThanOrEqual(most)
        expect(mostProducts).toBeGreaterThanOrEqual(whole.products)
      }
    }),
  )
})

test('pooling is independent of the order and of the grouping, and nothing added changes nothing', () => {
  fc.assert(
    fc.property(exam, exam, exam, (a, b, c) => {
      const [first, second, third] = [a, b, c].map((papers) => sumsOf(papers)[0])
      if (!first || !second || !third) throw new Error('There is no item.')
      const pooled = addItemSums([first, second, third])
      expect(addItemSums([third, first, second])).toEqual(pooled)
      expect(addItemSums([addItemSums([first, second]), third])).toEqual(pooled)
      expect(addItemSums([pooled])).toEqual(pooled)
      expect(pooled.n).toBe(a.length + b.length + c.length)
    }),
  )
})

test('a correlation does not change when every item carries ten times the marks', () => {
  fc.assert(
    fc.property(exam, (papers) => {
      const greater = papers.map((items) =>
        items.map((item) => ({ ...item, marks: item.marks * 10, full: item.full * 10 })),
      )
      expect(sumsOf(greater)).toEqual(sumsOf(papers))
    }),
  )
})

test('the better everybody who is right, the higher the discrimination: a perfect item has 1', () => {
  const papers = Array.from({ length: 40 }, (_, place) =>
    versions.map((versionId, item) => ({
      ...{ versionId, full: 100, chosen: 1, seconds: 0, isVoid: false },
      marks: item === 0 ? (place < 20 ? 100 : 0) : place < 20 ? 100 - (place % 3) : place % 5,
    })),
  )
  const figures = itemFigures(sumsOf(papers)[0] ?? addItemSums([]))
  expect(figures).toMatchObject({ facility: 0.5, discrimination: 1, efficiency: 1 })
  expect(figures.pointBiserial).toBeGreaterThan(0.99)
})

test('upper and lower group have 27 % of the candidates each, whatever the ties', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 4, maxLength: 200 }), (scores) => {
      const { upper, lower, group } = standingsOf(scores.map((score) => (score * SHARE) / 8))
      const size = Math.floor(0.27 * scores.length + 0.5)
      for (const members of [upper, lower]) {
        const sum = members.reduce((total, one) => total + one, 0)
        expect(Math.abs(sum / 10_000 - Math.max(1, size))).toBeLessThan(0.02)
      }
      for (const [one, score] of scores.entries())
        for (const [other, another] of scores.entries()) {
          if (score === another) expect([upper[one], group[one]]).toEqual([upper[other], group[other]])
          if (score > another) expect(group[one]).toBeGreaterThanOrEqual(group[other] ?? 0)
        }
    }),
    { numRuns: 40 },
  )
})

test('an item of its own ability model is flagged neither as doubtful nor as negative', () => {
  const papers = simulateExam('healthy', { candidates: 400, items: 50 })
  const tally = newTally()
  for (const items of papers)
    tallyPaper(
      tally,
      items.map(({ chosen, ...item }) => ({ ...item, chosen: 1 << (chosen[0] ?? 4), isVoid: false })),
    )
  const standings = rankTally(tally)
  const flags = [...tally.columns.keys()].flatMap((versionId) =>
    flagsOf(summariseItem(tally, standings, { versionId, options }), {
      kind: 'single',
      optionIds: options,
      key: ['a'],
    }),
  )
  expect(flags.filter(({ name }) => name === 'negative')).toEqual([])
  // Very hard items may look doubtful: few know them, and one wrong option draws the rest.
  expect(flags.filter(({ name }) => name === 'key-doubtful').length).toBeLessThanOrEqual(3)
})
