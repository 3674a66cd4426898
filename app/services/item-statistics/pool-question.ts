import { flagsOf, type Flag, type Urgency, urgencyOf } from '#app/domain/item-analysis-flags.ts'
import { itemFigures, type ItemFigures } from '#app/domain/item-analysis-figures.ts'
import { addItemSums, type ItemSums } from '#app/domain/item-analysis-sums.ts'
import type { AskedVersion } from '#db/queries/question-figures.ts'

/** What `item_summaries.sums` holds: the sums, and the key they were graded by (null: void). */
export type StoredSums = ItemSums & { key: string[] | null }

/** Safe: `refreshSummaries` alone writes them, and another meaning of the sums has another digest. */
export const sumsOf = ({ sums }: { sums: unknown }): StoredSums => sums as StoredSums

/** A question's figures over the exams and versions that can be pooled. */
export type PooledQuestion = {
  /** The newest version that was asked: stem, options and key of what is pooled. */
  newest: AskedVersion
  key: string[] | null
  pooled: AskedVersion[]
  /** Asked in another wording, or graded by another key: each has figures of its own, but they say of another item. */
  apart: AskedVersion[]
  sums: ItemSums
  figures: ItemFigures
  flags: Flag[]
}

/**
 * Pools what was asked of one question. Rule IA12: versions are pooled as long as stem, material, options and the key
 * that counted are those of the newest one asked: a version made for a renumbered article is the same item, one with
 * another distractor is not.
 *
 * @param asked Of one question, the newest first. Null: it was never asked.
 */
export function poolQuestion(asked: readonly AskedVersion[]): PooledQuestion | null {
  // A void item says nothing: the pool begins at the newest exam in which it counted.
  const newest = asked.find(({ summary }) => sumsOf(summary).key !== null) ?? asked[0]
  if (!newest) return null
  const { key } = sumsOf(newest.summary)
  const wording = wordingOf(newest)
  const pooled = asked.filter((one) => wordingOf(one) === wording)
  const sums = addItemSums(pooled.map(({ summary }) => sumsOf(summary)))
  const attempts = pooled.reduce((sum, { summary }) => sum + summary.attempts, 0)
  const { kind, options } = newest.version
  return {
    newest,
    key,
    pooled,
    apart: asked.filter((one) => !pooled.includes(one)),
    sums,
    figures: itemFigures(sums, attempts),
    flags: flagsOf(sums, { kind, key, optionIds: options.map(({ id }) => id) }),
  }
}

/** What makes it the same item; the order in which options are written does not. */
function wordingOf({ version, summary }: AskedVersion): string {
  const options = version.options.map(({ id, text }) => [id, text.trim()]).sort()
  const key = [...(sumsOf(summary).key ?? ['void'])].sort()
  return JSON.stringify([version.stem.trim(), version.material?.trim() ?? null, options, key])
}

const ranks = { urgent: 3, look: 2, note: 1 } satisfies Record<Urgency, number>

/** 3 urgent, 2 to look at, 1 a note, 0 nothing: of the gravest flag. */
export const urgencyRank = (flags: readonly Flag[]): number =>
  Math.max(0, ...flags.map(({ name }) => ranks[urgencyOf[name]]))
