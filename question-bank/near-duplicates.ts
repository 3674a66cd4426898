import { gramsOf, type NearDuplicate } from './similarity.ts'

/** A text as the rank of each of its pieces, the rarest first. */
type Ranked = { index: number; ranks: Int32Array }

/**
 * How many of their rare pieces two texts must share before they are compared, where they have so many. One is
 * enough to miss nothing; with more the index grows a little, and far fewer pairs need comparing.
 */
const enough = 8

/**
 * All pairs of texts that are at least so alike, the most alike first; exactly those that comparing all with all finds.
 *
 * Two sets, one of n pieces, that share o of them share at least l of the n − o + l rarest. So only these are looked
 * up, in an index of the rarest pieces of the smaller texts (prefix filter: R. J. Bayardo, Y. Ma, R. Srikant, Scaling
 * Up All Pairs Similarity Search, WWW 2007; with l > 1: J. Wang, G. Li, J. Feng, SIGMOD 2012).
 *
 * @param least Above 0, at most 1.
 */
export function findNearDuplicates(
  texts: readonly { id: string; text: string }[],
  least: number,
): NearDuplicate[] {
  const ranked = rankTexts(texts)
  const index = newIndex(ranked.length)
  const found: NearDuplicate[] = []
  for (const [place, { ranks, ...text }] of ranked.entries()) {
    const size = ranks.length
    for (const other of index.sharersOf(ranks, ceiling(least * size))) {
      const { ranks: others, ...one } = ranked[other] as Ranked // Safe: the index holds places of this list.
      const shared = countShared(ranks, others)
      const similarity = shared / (size + others.length - shared)
      if (similarity >= least) found.push({ ...inOrder(texts, text.index, one.index), similarity })
    }
    // Whoever looks later is at least as large, and shares at least so many if it is alike.
    index.add(place, ranks, ceiling(((2 * least) / (1 + least)) * size))
  }
  return found.sort((a, b) => b.similarity - a.similarity || (a.one < b.one ? -1 : 1))
}

/** The texts with their pieces as ranks of rarity, the smallest first. A text without pieces is like none. */
function rankTexts(texts: readonly { text: string }[]): Ranked[] {
  const grams = texts.map(({ text }) => gramsOf(text))
  const counts = new Map<string, number>()
  for (const set of grams) for (const gram of set) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  const rarest = [...counts].sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
  const ranks = new Map(rarest.map(([gram], rank) => [gram, rank]))
  return grams
    .map((set, index) => ({ index, ranks: Int32Array.from(set, (gram) => ranks.get(gram) ?? 0).sort() }))
    .filter((text) => text.ranks.length > 0)
    .sort((a, b) => a.ranks.length - b.ranks.length)
}

/** Which of the texts, named by their place, have a piece among their rarest. */
function newIndex(count: number) {
  const holders = new Map<number, number[]>()
  const needs = new Uint16Array(count)
  const sizes = new Int32Array(count)
  const shared = new Uint16Array(count)

  /** The rarest pieces of a text of which it shares at least `need` with one that shares `overlap` with it in all. */
  const rarest = (ranks: Int32Array, overlap: number) => {
    const need = Math.min(enough, overlap)
    return { need, prefix: ranks.subarray(0, ranks.length - overlap + need) }
  }

  return {
    add(place: number, ranks: Int32Array, overlap: number): void {
      const { need, prefix } = rarest(ranks, overlap)
      needs[place] = need
      sizes[place] = ranks.length
      for (const rank of prefix) {
        const holding = holders.get(rank)
        if (holding) holding.push(place)
        else holders.set(rank, [place])
      }
    },
    /** The texts of at least `overlap` pieces that share enough of the rarest with this one. */
    sharersOf(ranks: Int32Array, overlap: number): number[] {
      const { need, prefix } = rarest(ranks, overlap)
      const met: number[] = []
      for (const rank of prefix) {
        for (const place of holders.get(rank) ?? []) {
          if ((sizes[place] ?? 0) < overlap) continue
          if (shared[place] === 0) met.push(place)
          shared[place] = (shared[place] ?? 0) + 1
        }
      }
      const sharers = met.filter((place) => (shared[place] ?? 0) >= Math.min(need, needs[place] ?? 0))
      for (const place of met) shared[place] = 0
      return sharers
    },
  }
}

/**
 * What to look up in an index of the pieces of all texts, and how many of it a text must have that is alike by `least`.
 *
 * @param pieces Of one text, the rarest first.
 */
export function piecesToLookUp(pieces: readonly string[], least: number): { lookUp: string[]; need: number } {
  const overlap = ceiling(least * pieces.length)
  const need = Math.min(enough, overlap)
  return { lookUp: pieces.slice(0, pieces.length - overlap + need), need }
}

/** How many ranks two ascending lists share. */
function countShared(one: Int32Array, other: Int32Array): number {
  let [at, by, shared] = [0, 0, 0]
  while (at < one.length && by < other.length) {
    const difference = (one[at] ?? 0) - (other[by] ?? 0)
    if (difference === 0) shared += 1
    if (difference <= 0) at += 1
    if (difference >= 0) by += 1
  }
  return shared
}

/** Rounded up, but not because of the last digit of a fraction: 0.6 × 5 is 3. */
const ceiling = (value: number) => Math.ceil(value - 1e-9)

function inOrder(texts: readonly { id: string }[], a: number, b: number): { one: string; other: string } {
  return { one: texts[Math.min(a, b)]?.id ?? '', other: texts[Math.max(a, b)]?.id ?? '' }
}
