import {
  addToColumn,
  type Column,
  newColumn,
  readColumn,
  type TalliedAnswer,
} from './item-analysis-column.ts'
import { standingOf, type Standings, standingsOf } from './item-analysis-standing.ts'
import { type ItemSums, noItemSums, type OptionSums, SHARE } from './item-analysis-sums.ts'
import { secondsBin } from './item-analysis-time.ts'

/** One item of a closed attempt: marks and full marks in hundredths. */
export type TalliedItem = Omit<TalliedAnswer, 'attempt'> & {
  versionId: string
  /** Brings its marks to everyone: it is in the score as counted and in no figure of an item. */
  isVoid: boolean
}

/** Marks at one place of the papers, all candidates together. */
export type Place = { full: number; sum: number; squares: number; dichotomous: boolean }

/**
 * What is kept of an exam's attempts while it is analysed: 12 bytes an answer. Papers are added one by one, so that
 * they can be read in batches; what is made of it is made item by item, so that whoever calls may rest in between.
 */
export type ExamTally = {
  columns: Map<string, Column>
  /** Score as counted, and of items that are not void marks and full marks; per attempt, hundredths. */
  scores: number[]
  live: { marks: number; full: number }[]
  /** By place in the paper; null: the papers are not built alike. */
  places: Place[] | null
  /** The items of everybody's paper, in one order; null: papers differ; undefined: no paper yet. */
  shared: string | null | undefined
  voids: Set<string>
}

export function newTally(): ExamTally {
  return { columns: new Map(), scores: [], live: [], places: [], shared: undefined, voids: new Set() }
}

/** Adds a closed attempt: its items in the order of the paper. */
export function tallyPaper(tally: ExamTally, items: readonly TalliedItem[]): void {
  const attempt = tally.scores.length
  const live = { marks: 0, full: 0 }
  for (const { versionId, isVoid, ...answer } of items) {
    if (isVoid) tally.voids.add(versionId)
    else {
      live.marks += answer.marks
      live.full += answer.full
    }
    const column = tally.columns.get(versionId) ?? newColumn()
    tally.columns.set(versionId, column)
    addToColumn(column, { attempt, ...answer })
  }
  tally.scores.push(items.reduce((sum, { marks }) => sum + marks, 0))
  tally.live.push(live)
  tally.places = addPlaces(tally, items)
  const ids = items.map(({ versionId }) => versionId).sort()
  const paper = ids.join(' ')
  tally.shared = tally.shared === undefined || tally.shared === paper ? paper : null
}

/** Rule IA10: papers are built alike when they have as many items and the same full marks at each place. */
function addPlaces({ places, scores }: ExamTally, items: readonly TalliedItem[]): Place[] | null {
  if (scores.length === 1)
    return items.map(({ full, marks }) => ({
      ...{ full, sum: marks, squares: marks * marks },
      dichotomous: isWhole(marks, full),
    }))
  if (places?.length !== items.length) return null
  for (const [index, { marks, full }] of items.entries()) {
    const place = places[index]
    if (place?.full !== full) return null
    place.sum += marks
    place.squares += marks * marks
    place.dichotomous &&= isWhole(marks, full)
  }
  return places
}

const isWhole = (marks: number, full: number) => marks === 0 || marks === full

/** Ranks the candidates by their share of the items that are not void. */
export function rankTally({ live }: ExamTally): Standings {
  return standingsOf(live.map(({ marks, full }) => shareOf(marks, full)))
}

/**
 * The sums of one item. Void items have none: their key is known to be wrong.
 *
 * @param options The ids of the item's options, in the order of the bits of `chosen`.
 */
export function summariseItem(
  tally: ExamTally,
  standings: Standings,
  { versionId, options }: { versionId: string; options: readonly string[] },
): ItemSums {
  const sums = noItemSums(options)
  const column = tally.columns.get(versionId)
  if (!column || tally.voids.has(versionId)) return sums
  const shares = new Float64Array(column.size)
  const ranks = new Float64Array(column.size)
  for (let row = 0; row < column.size; row += 1) {
    const answer = readColumn(column, row)
    const placed = place(tally, standings, answer)
    shares[row] = placed.share
    ranks[row] = placed.standing
    addScore(sums, placed)
    addChoices(sums, placed, { options, chosen: answer.chosen })
    addTime(sums, answer.seconds)
  }
  sums.mostProducts = productsOf(shares.sort(), ranks.sort())
  return sums
}

/** One answer, placed among the candidates of the exam. */
type Placed = {
  share: number
  rest: number
  standing: number
  upper: number
  lower: number
  group: number
}

function place({ live }: ExamTally, standings: Standings, { attempt, marks, full }: TalliedAnswer): Placed {
  const total = live[attempt]
  if (!total) throw new Error('An answer belongs to no attempt.')
  const rest = shareOf(total.marks - marks, total.full - full)
  return {
    share: shareOf(marks, full),
    rest,
    // With one item alone on a paper there is no rest to stand on.
    standing: total.full > full ? standingOf(rest, standings) : 0,
    // Safe: the standings have a place for every attempt of the tally.
    upper: standings.upper[attempt] as number,
    lower: standings.lower[attempt] as number,
    group: standings.group[attempt] as number,
  }
}

function addScore(sums: ItemSums, { share, standing, upper, lower, group }: Placed): void {
  sums.n += 1
  if (share === SHARE) sums.right += 1
  sums.score += share
  sums.scoreSquares += share * share
  sums.standing += standing
  sums.standingSquares += standing * standing
  sums.products += share * standing
  sums.upper += upper
  sums.upperScore += upper * share
  sums.lower += lower
  sums.lowerScore += lower * share
  sums.groups[group] = (sums.groups[group] ?? 0) + 1
  sums.groupScores[group] = (sums.groupScores[group] ?? 0) + share
}

function addChoices(
  sums: ItemSums,
  placed: Placed,
  { options, chosen }: { options: readonly string[]; chosen: number },
): void {
  if (chosen === 0) addChoice(sums.blank, placed)
  for (const [bit, id] of options.entries()) {
    const option = sums.options[id]
    if (option && chosen & (1 << bit)) addChoice(option, placed)
  }
}

function addChoice(option: OptionSums, { rest, upper, lower, group }: Placed): void {
  option.n += 1
  option.rest += rest
  option.upper += upper
  option.lower += lower
  option.groups[group] = (option.groups[group] ?? 0) + 1
}

function addTime(sums: ItemSums, seconds: number): void {
  if (seconds === 0) return
  const bin = secondsBin(seconds)
  sums.times[bin] = (sums.times[bin] ?? 0) + 1
}

function productsOf(shares: Float64Array, ranks: Float64Array): number {
  return shares.reduce((sum, share, row) => sum + share * (ranks[row] ?? 0), 0)
}

/** Hundred-thousandths, rounded; 0 of nothing. */
const shareOf = (marks: number, full: number) => (full === 0 ? 0 : Math.round((SHARE * marks) / full))
