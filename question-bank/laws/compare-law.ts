import { type Link, linkArticles } from './law-links.ts'
import { gramsOf, similarity } from '../similarity.ts'

export type ChangeKind = 'same' | 'renumbered' | 'changed' | 'split' | 'merged' | 'new' | 'gone'

/** What became of an article. Labels as `第四十八条`; null where there is none. */
export type ArticleChange = {
  from: string | null
  to: string | null
  kind: ChangeKind
  /**
   * 0 to 1, two decimals: how alike the texts are; for a part of an article that was split or merged, the share of
   * the part that is in the whole. 1 only for the same text.
   */
  similarity: number
}

type Article = { label: string; text: string }

/**
 * Compares two versions of a law article by article: by what they say, not by their numbers.
 *
 * Articles with the same text belong together first. Of the others, sentence by sentence, it is looked for where each
 * one went; what moved between two articles makes the link between them. An article that has gone to several is
 * `split`, several that have come into one are `merged`: one row per pair. `changed` articles may have another number.
 *
 * @returns One row for every article of either version at least, in the order of the newer one; what is gone stands
 *   where it stood.
 * @see docs/rules/law-change.md Rules L1 to L5.
 */
export function compareLaws(older: readonly Article[], newer: readonly Article[]): ArticleChange[] {
  const texts = { older: older.map(textOf), newer: newer.map(textOf) }
  const pairs = pairEqual(texts, { older, newer })
  const links = linkArticles({ ...texts, settled: pairs })
  const changes = [
    ...pairs.map(({ from, to }) => ({ from, to, ...unchanged(older[from], newer[to]) })),
    ...links.map((link) => ({ ...place(link), ...changed(link, links, texts) })),
  ]
  const missing = [
    ...lacking(
      older,
      changes.map(({ from }) => from),
    ).map((from) => ({ from, to: null, kind: 'gone' as const })),
    ...lacking(
      newer,
      changes.map(({ to }) => to),
    ).map((to) => ({ from: null, to, kind: 'new' as const })),
  ]
  const all = [...changes, ...missing.map((row) => ({ ...row, similarity: 0 }))]
  return inOrder(all).map(({ from, to, ...rest }) => ({
    from: labelAt(older, from),
    to: labelAt(newer, to),
    ...rest,
  }))
}

type Texts = { older: readonly string[]; newer: readonly string[] }
type Pair = { from: number; to: number }

/** Publishers differ in spaces, in the width of signs and in their quotation marks; a comma for a stop is a change. */
const textOf = ({ text }: Article) =>
  text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\ufeff ]/g, '')
    .replace(/[〈《<]/g, '<')
    .replace(/[〉》>]/g, '>')
    .replace(/[“”„‟"「」]/g, '"')
    .replace(/[‘’']/g, "'")
    .replace(/\n+/g, '\n')

/** Articles with one text in both versions: those of one number first, then in their order. */
function pairEqual(
  { older, newer }: Texts,
  labels: { older: readonly Article[]; newer: readonly Article[] },
): Pair[] {
  const free = new Map<string, number[]>()
  for (const [index, text] of newer.entries()) free.set(text, [...(free.get(text) ?? []), index])
  const pairs: Pair[] = []
  const take = (from: number, choose: (candidates: readonly number[]) => number | undefined) => {
    const candidates = free.get(older[from] ?? '') ?? []
    const to = choose(candidates)
    if (to === undefined || pairs.some((pair) => pair.from === from)) return
    free.set(
      older[from] ?? '',
      candidates.filter((other) => other !== to),
    )
    pairs.push({ from, to })
  }
  for (const from of older.keys())
    take(from, (all) => all.find((to) => labels.newer[to]?.label === labels.older[from]?.label))
  for (const from of older.keys()) take(from, ([first]) => first)
  return pairs
}

const place = ({ from, to }: Link): Pair => ({ from, to })

function unchanged(older: Article | undefined, newer: Article | undefined) {
  return { kind: older?.label === newer?.label ? ('same' as const) : ('renumbered' as const), similarity: 1 }
}

/** An article with several counterparts was split or merged; with one, it was changed. */
function changed(link: Link, links: readonly Link[], { older, newer }: Texts) {
  const parts = links.filter(({ from }) => from === link.from).length
  const wholes = links.filter(({ to }) => to === link.to).length
  const [one, other] = [gramsOf(older[link.from] ?? ''), gramsOf(newer[link.to] ?? '')]
  if (parts === 1 && wholes === 1)
    return { kind: 'changed' as const, similarity: below1(similarity(one, other)) }
  // Both at once: it is called by the side that has gone into the other more wholly.
  const isSplit = wholes === 1 || (parts > 1 && link.shareOfNew >= link.shareOfOld)
  return isSplit
    ? { kind: 'split' as const, similarity: below1(within(other, one)) }
    : { kind: 'merged' as const, similarity: below1(within(one, other)) }
}

/** The share of the pieces of a part that are in the whole. */
function within(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  let shared = 0
  for (const gram of part) if (whole.has(gram)) shared += 1
  return part.size === 0 ? 0 : shared / part.size
}

/** Two decimals; texts that differ are never wholly alike. */
const below1 = (share: number) => Math.min(0.99, Math.floor(share * 100) / 100)

const lacking = (articles: readonly Article[], there: readonly number[]) => {
  const known = new Set(there)
  return [...articles.keys()].filter((index) => !known.has(index))
}

type Placed = { from: number | null; to: number | null }

/** In the order of the newer version; what is gone follows what stood before it. */
function inOrder<Row extends Placed>(rows: readonly Row[]): Row[] {
  const last = new Map<number, number>()
  for (const { from, to } of rows)
    if (from !== null && to !== null) last.set(from, Math.max(to, last.get(from) ?? -1))
  const before = (from: number) => {
    for (let at = from - 1; at >= 0; at -= 1) {
      const to = last.get(at)
      if (to !== undefined) return to + 0.5
    }
    return -1
  }
  const key = ({ from, to }: Row) => to ?? before(from ?? 0)
  return [...rows].sort((a, b) => key(a) - key(b) || (a.from ?? -1) - (b.from ?? -1))
}

const labelAt = (articles: readonly Article[], index: number | null) =>
  index === null ? null : (articles[index]?.label ?? null)
