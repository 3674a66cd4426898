import { expect, test } from 'vitest'

import { itemFigures } from './item-analysis-figures.ts'
import { newTally, rankTally, summariseItem, tallyPaper } from './item-analysis-tally.ts'
import { testFiguresOf } from './item-analysis-test-figures.ts'

/** A tally of a table of marks (hundredths), one line a candidate. */
function tallyOf(table: readonly number[][], full: (column: number) => number) {
  const tally = newTally()
  for (const line of table) {
    const items = line.map((marks, column) => ({ versionId: `item ${column}`, marks, full: full(column) }))
    tallyPaper(
      tally,
      items.map((item) => ({ ...item, chosen: 1, seconds: 0, isVoid: false })),
    )
  }
  return tally
}

/**
 * The marks of 22 attempts at 13 items (slots 8 to 20 of the quiz; the others are worth nothing to anybody) with
 * which Moodle tests its quiz statistics, and the figures it expects, which were made by a spreadsheet.
 * Source: github.com/moodle/moodle, mod/quiz/report/statistics/tests: statistics_test.php ("Values expected are taken
 * from … stats.xls") and fixtures/mdl_question_states.csv.
 */
const moodle = [
  [550, 30, 90, 100, 30, 100, 0, 0, 100, 100, 0, 0, 100],
  [100, 90, 90, 30, 30, 100, 0, 0, 100, 0, 100, 0, 100],
  [250, 100, 90, 30, 100, 0, 0, 100, 100, 100, 100, 100, 100],
  [400, 30, 90, 100, 30, 0, 0, 0, 0, 100, 0, 0, 100],
  [300, 90, 30, 90, 100, 0, 100, 0, 0, 100, 100, 100, 0],
  [450, 90, 100, 100, 90, 0, 100, 100, 100, 0, 0, 0, 0],
  [300, 30, 30, 30, 30, 100, 0, 100, 100, 100, 100, 100, 100],
  [600, 90, 90, 100, 30, 0, 100, 100, 100, 100, 0, 0, 100],
  [50, 90, 100, 90, 30, 0, 100, 100, 0, 100, 100, 0, 100],
  [550, 90, 100, 90, 30, 100, 100, 0, 0, 100, 0, 0, 0],
  [250, 90, 100, 100, 90, 0, 100, 0, 0, 100, 0, 0, 100],
  [400, 90, 30, 90, 100, 0, 100, 100, 100, 100, 100, 0, 100],
  [400, 90, 30, 30, 100, 100, 100, 100, 0, 0, 100, 100, 0],
  [300, 100, 100, 30, 100, 0, 100, 0, 100, 100, 100, 100, 0],
  [100, 100, 90, 30, 30, 100, 0, 100, 0, 0, 0, 0, 0],
  [100, 30, 30, 30, 90, 0, 0, 0, 100, 0, 0, 0, 100],
  [150, 100, 30, 90, 100, 100, 100, 0, 100, 100, 0, 0, 0],
  [400, 90, 100, 90, 100, 0, 100, 100, 100, 0, 100, 0, 0],
  [200, 90, 90, 30, 90, 0, 100, 0, 0, 0, 0, 0, 0],
  [100, 100, 30, 30, 30, 0, 100, 100, 0, 100, 0, 0, 0],
  [600, 90, 100, 100, 90, 0, 0, 0, 100, 0, 0, 100, 100],
  [700, 90, 30, 30, 30, 100, 0, 100, 100, 100, 100, 0, 0],
]
const expected = {
  facility: [
    41.19318182, 81.36363636, 71.36363636, 65.45454545, 65.90909091, 36.36363636, 59.09090909, 50,
    59.09090909, 63.63636364, 45.45454545, 27.27272727, 50,
  ],
  discriminationIndex: [
    25.88327077, 1.170256965, -4.207816809, 28.16930644, -2.513606859, -12.99017581, -8.900638238,
    8.670004606, 29.63337745, 15.18945843, 16.21079629, 15.52451404, -8.396734802,
  ],
  discriminativeEfficiency: [
    27.23492723, 1.382386552, -4.691171307, 31.12404354, -2.877487579, -17.5074184, -10.27568922, 10.86956522,
    34.58997279, 17.4790556, 20.14359793, 22.06477733, -10,
  ],
}

test('facility, corrected correlation and discriminative efficiency are those of Moodle’s own test data', () => {
  const tally = tallyOf(moodle, (column) => (column === 0 ? 800 : 100))
  const standings = rankTally(tally)
  const figures = moodle[0]?.map((_, column) =>
    itemFigures(summariseItem(tally, standings, { versionId: `item ${column}`, options: ['a'] })),
  )
  for (const [column, item] of figures?.entries() ?? []) {
    expect(item.facility, `facility ${column}`).toBeCloseTo((expected.facility[column] ?? NaN) / 100, 5)
    expect(item.pointBiserial, `r ${column}`).toBeCloseTo(
      (expected.discriminationIndex[column] ?? NaN) / 100,
      4,
    )
    expect(item.efficiency, `efficiency ${column}`).toBeCloseTo(
      (expected.discriminativeEfficiency[column] ?? NaN) / 100,
      4,
    )
  }
})

/**
 * Ten students, ten items. Source: K. L. Wuensch, East Carolina University, "The Kuder-Richardson 20"
 * (core.ecu.edu/wuenschk/StatHelp/KR20.txt): p, q, p × q per item and the variance of the totals, 5.84.
 */
const wuensch = [
  [1, 1, 1, 1, 1, 1, 0, 1, 1, 0],
  [1, 0, 1, 1, 0, 1, 1, 1, 0, 1],
  [1, 1, 1, 1, 0, 1, 1, 0, 0, 1],
  [0, 0, 1, 0, 0, 0, 1, 0, 0, 0],
  [0, 0, 0, 0, 0, 1, 0, 0, 1, 0],
  [1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
  [1, 1, 0, 1, 1, 1, 0, 1, 1, 1],
  [1, 1, 1, 1, 1, 1, 1, 1, 0, 1],
  [0, 1, 0, 1, 1, 1, 1, 1, 0, 1],
  [1, 1, 0, 1, 1, 0, 1, 1, 1, 0],
]

test('KR-20 and alpha of a published worked example', () => {
  const tally = tallyOf(
    wuensch.map((line) => line.map((right) => right * 100)),
    () => 100,
  )
  const figures = testFiguresOf(tally)
  const pq = [0.21, 0.21, 0.24, 0.21, 0.24, 0.16, 0.21, 0.21, 0.25, 0.24].reduce((sum, one) => sum + one, 0)
  const published = (10 / 9) * (1 - pq / 5.84)
  expect(figures.kr20).toBeCloseTo(published, 12)
  expect(figures.alpha).toBeCloseTo(published, 12)
  expect(figures.deviation).toBeCloseTo(100 * Math.sqrt((5.84 * 10) / 9), 9)
  expect(figures.standardError).toBeCloseTo(100 * Math.sqrt((5.84 * 10) / 9) * Math.sqrt(1 - published), 9)
  const standings = rankTally(tally)
  const facilities = wuensch.map((_, column) => {
    const sums = summariseItem(tally, standings, { versionId: `item ${column}`, options: ['a'] })
    return itemFigures(sums).facility
  })
  expect(facilities).toEqual([0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6])
})

/**
 * "Ties" as Real Statistics counts them (real-statistics.com, "Item Analysis Calculations"): whoever ties for the last
 * place of a group contributes the mean of the tied.
 */
test('candidates who tie for the last places of a group share them', () => {
  // 11 candidates: groups of 3. The third place is shared by two, one right on the first item and one wrong.
  const totals = [9, 8, 7, 7, 6, 5, 5, 4, 3, 2, 1]
  const right = [1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0]
  const tally = tallyOf(
    totals.map((total, line) => [100 * (right[line] ?? 0), 100 * (total - (right[line] ?? 0))]),
    (column) => (column === 0 ? 100 : 900),
  )
  const sums = summariseItem(tally, rankTally(tally), { versionId: 'item 0', options: ['a'] })
  expect({ upper: sums.upper, lower: sums.lower }).toEqual({ upper: 30_000, lower: 30_000 })
  // Upper: (1 + 1 + ½) ÷ 3, lower: 1 ÷ 3.
  expect(itemFigures(sums).discrimination).toBeCloseTo(2.5 / 3 - 1 / 3, 10)
})
