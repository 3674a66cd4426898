import { gramsOf } from '../similarity.ts'
import type { ArticleChange, ChangeKind } from './compare-law.ts'

/** An article that a question could cite now. */
export type Proposal = { label: string; kind: ChangeKind; similarity: number }

type Cited = {
  /** The article that the question cites in the older version. */
  article: string
  /** All that the question says: stem, options, explanation. */
  words: string
}

/**
 * The articles of the newer version that may stand behind a question now, the likeliest first: what became of the
 * cited article; where it was split, the part that has most of the question's words comes first.
 *
 * @param textOf The text of an article of the newer version.
 * @returns Empty when the article is gone.
 */
export function proposeCitations(
  { article, words }: Cited,
  changes: readonly ArticleChange[],
  textOf: (label: string) => string,
): Proposal[] {
  const asked = gramsOf(words)
  return changes
    .flatMap(({ from, to, kind, similarity }) =>
      from === article && to !== null ? [{ label: to, kind, similarity }] : [],
    )
    .map((proposal) => ({ proposal, share: shareOf(asked, gramsOf(textOf(proposal.label))) }))
    .sort((one, other) => other.share - one.share || other.proposal.similarity - one.proposal.similarity)
    .map(({ proposal }) => proposal)
}

/** The share of the question's pieces that an article has. */
function shareOf(asked: ReadonlySet<string>, article: ReadonlySet<string>): number {
  let shared = 0
  for (const gram of asked) if (article.has(gram)) shared += 1
  return asked.size === 0 ? 0 : shared / asked.size
}
