import { type Move, pairPassages, type Passage, passagesOf, type Weigh, weighGrams } from './law-passages.ts'
import { gramsOf } from '../similarity.ts'

/** Something went from one article into another: places in the lists of articles. */
export type Link = {
  from: number
  to: number
  /** The share of the older article that went there, and of the newer one that came from there; by weight, 0 to 1. */
  shareOfOld: number
  shareOfNew: number
  /** How alike the two passages are that are most alike, 0 to 1. */
  likeness: number
}

type Pair = { from: number; to: number }
type Versions = {
  older: readonly string[]
  newer: readonly string[]
  /** Articles that already have their counterpart. */
  settled: readonly Pair[]
}

/** Which articles of two versions belong together, among those that have no counterpart of the same text. */
export function linkArticles({ older, newer, settled }: Versions): Link[] {
  const grams = { older: older.map(gramsOf), newer: newer.map(gramsOf) }
  const weigh = weighGrams([...grams.older, ...grams.newer])
  const passages = {
    older: passagesOf(older, without(older, new Set(settled.map(({ from }) => from))), weigh),
    newer: passagesOf(newer, without(newer, new Set(settled.map(({ to }) => to))), weigh),
  }
  const alike = rememberPairs((from, to) => likenessOf(grams.older[from], grams.newer[to], weigh))
  const moves = pairPassages(passages, weigh, (from, to) => alike(from.article, to.article))
  return keepTelling(linksOf(moves, passages), settled)
}

const without = (all: readonly string[], settled: ReadonlySet<number>) =>
  [...all.keys()].filter((index) => !settled.has(index))

function linksOf(
  moves: readonly Move[],
  passages: { older: readonly Passage[]; newer: readonly Passage[] },
): Link[] {
  const weights = { older: weightsOf(passages.older), newer: weightsOf(passages.newer) }
  const links = new Map<string, Link>()
  for (const { shared, likeness, ...move } of moves) {
    const from = passages.older[move.from]?.article ?? 0
    const to = passages.newer[move.to]?.article ?? 0
    const key = `${from} ${to}`
    const link = links.get(key) ?? { from, to, shareOfOld: 0, shareOfNew: 0, likeness: 0 }
    link.shareOfOld += shared / (weights.older.get(from) ?? 1)
    link.shareOfNew += shared / (weights.newer.get(to) ?? 1)
    link.likeness = Math.max(link.likeness, likeness)
    links.set(key, link)
  }
  return [...links.values()]
}

function weightsOf(passages: readonly Passage[]): Map<number, number> {
  const weights = new Map<number, number>()
  for (const { article, weight } of passages) weights.set(article, (weights.get(article) ?? 0) + weight)
  return weights
}

function likenessOf(
  one: ReadonlySet<string> = new Set(),
  other: ReadonlySet<string> = new Set(),
  weigh: Weigh,
): number {
  let [shared, all] = [0, 0]
  for (const gram of one) {
    all += weigh(gram)
    if (other.has(gram)) shared += weigh(gram)
  }
  for (const gram of other) all += weigh(gram)
  return all === 0 ? 0 : (2 * shared) / all
}

function rememberPairs(compute: (from: number, to: number) => number): (from: number, to: number) => number {
  const known = new Map<string, number>()
  return (from, to) => {
    const key = `${from} ${to}`
    const found = known.get(key) ?? compute(from, to)
    known.set(key, found)
    return found
  }
}

/** A passage that is nearly the same in both tells by itself, when it is not a trifle of both articles. */
const clear = { likeness: 0.65, share: 0.1 }
/** One that is less alike tells where the articles around it went to the same place. */
const weak = { likeness: 0.45, share: 0.2 }

/** Leaves out links that a sentence or two make by chance. */
function keepTelling(links: readonly Link[], settled: readonly Pair[]): Link[] {
  const passes = (link: Link, bar: typeof clear) =>
    link.likeness >= bar.likeness && Math.max(link.shareOfOld, link.shareOfNew) >= bar.share
  const sure = links.filter((link) => passes(link, clear))
  const around = surroundings([...settled, ...sure])
  return links.filter((link) => {
    if (passes(link, clear)) return true
    const [first, last] = around(link.from)
    return passes(link, weak) && link.to >= first && link.to <= last
  })
}

/** From where to where in the newer version an older article and the nearest sure ones before and after it went. */
function surroundings(sure: readonly Pair[]): (from: number) => [first: number, last: number] {
  const places = [...sure].sort((a, b) => a.from - b.from)
  return (from) => {
    const before = places.filter((pair) => pair.from < from).at(-1)?.from
    const after = places.find((pair) => pair.from > from)?.from
    const near = places.filter((pair) => [before, from, after].includes(pair.from)).map(({ to }) => to)
    const ends = [...(before === undefined ? [0] : []), ...(after === undefined ? [Infinity] : [])]
    return [Math.min(...near, ...ends), Math.max(...near, ...ends)]
  }
}
