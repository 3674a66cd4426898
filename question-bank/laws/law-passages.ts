import { gramsOf } from '../similarity.ts'

/** A sentence or item of an article: the smallest thing that moves from one article to another as a whole. */
export type Passage = { article: number; grams: ReadonlySet<string>; weight: number }

/** How much it tells that two texts share a piece: the rarer, the more (inverse document frequency). */
export type Weigh = (gram: string) => number

/** @param articles All of both versions, each as the pieces it has. */
export function weighGrams(articles: readonly ReadonlySet<string>[]): Weigh {
  const holders = new Map<string, number>()
  for (const grams of articles) for (const gram of grams) holders.set(gram, (holders.get(gram) ?? 0) + 1)
  const weights = new Map([...holders].map(([gram, count]) => [gram, Math.log(1 + articles.length / count)]))
  return (gram) => weights.get(gram) ?? 0
}

/** The passages of the articles at `indexes`, in their order. */
export function passagesOf(texts: readonly string[], indexes: readonly number[], weigh: Weigh): Passage[] {
  return indexes.flatMap((article) =>
    (texts[article] ?? '')
      .split(/[\n。；;]/)
      .map((text) => gramsOf(text.replace(/^ *(?:[（(][〇零一二三四五六七八九十百]+[）)]|\d+[.．])/, '')))
      .filter((grams) => grams.size >= 3)
      .map((grams) => ({ article, grams, weight: sumOf(grams, weigh) })),
  )
}

const sumOf = (grams: Iterable<string>, weigh: Weigh) => {
  let sum = 0
  for (const gram of grams) sum += weigh(gram)
  return sum
}

/** A passage of the older version and where it went, by their places in the lists of passages. */
export type Move = { from: number; to: number; score: number; shared: number; likeness: number }

type Lists = { older: readonly Passage[]; newer: readonly Passage[] }

/**
 * Which passage became which: each has at most one counterpart, the most alike first.
 *
 * @param favour What speaks for two passages beside their own words, 0 to 1: how alike their articles are as a whole.
 */
export function pairPassages(
  { older, newer }: Lists,
  weigh: Weigh,
  favour: (from: Passage, to: Passage) => number,
): Move[] {
  const shareWith = sharing(newer, weigh)
  const moves = older.flatMap((passage, from) =>
    [...shareWith(passage)].flatMap(([to, shared]) => {
      const other = newer[to]
      if (!other) return []
      const likeness = likenessOf(passage, other, shared)
      if (likeness < leastLikeness) return []
      return [{ from, to, shared, likeness, score: likeness + favour(passage, other) / 4 }]
    }),
  )
  return takeBest(moves)
}

/** Below it, two sentences of one law share hardly more than the words that all of it uses. */
const leastLikeness = 0.4

/** For a passage, the weight of the pieces that it shares with each of `passages`: all at once, through an index. */
function sharing(passages: readonly Passage[], weigh: Weigh): (passage: Passage) => Map<number, number> {
  const holders = new Map<string, number[]>()
  for (const [index, { grams }] of passages.entries()) {
    for (const gram of grams) {
      const found = holders.get(gram)
      if (found) found.push(index)
      else holders.set(gram, [index])
    }
  }
  const shared = new Float64Array(passages.length)
  return ({ grams, weight }) => {
    shared.fill(0)
    for (const gram of grams) {
      const weightOfGram = weigh(gram)
      for (const index of holders.get(gram) ?? []) shared[index] = (shared[index] ?? 0) + weightOfGram
    }
    const found = new Map<number, number>()
    // A fifth of the lighter one: with less, no two passages are alike enough.
    for (const [index, sum] of shared.entries())
      if (sum >= 0.2 * Math.min(weight, passages[index]?.weight ?? 0)) found.set(index, sum)
    return found
  }
}

/**
 * The share of their words that two passages have in common, 0 to 1 (S. Dice, Ecology 26, 1945, weighted); a passage
 * that is wholly within a longer one counts nearly as much as its equal.
 */
function likenessOf(one: Passage, other: Passage, shared: number): number {
  const dice = (2 * shared) / (one.weight + other.weight)
  const isLong = Math.min(one.grams.size, other.grams.size) >= 8
  return Math.max(dice, isLong ? (0.8 * shared) / Math.min(one.weight, other.weight) : 0)
}

function takeBest(moves: Move[]): Move[] {
  const [left, arrived] = [new Set<number>(), new Set<number>()]
  moves.sort(
    (a, b) => b.score - a.score || Math.abs(a.from - a.to) - Math.abs(b.from - b.to) || a.from - b.from,
  )
  return moves.filter(({ from, to }) => {
    if (left.has(from) || arrived.has(to)) return false
    left.add(from)
    arrived.add(to)
    return true
  })
}
