import type { Db } from '#db/client.ts'
import { type ComparableRow, listSimilarCandidates } from '#db/queries/similar-questions.ts'
import type { Question } from '#question-bank/question.ts'
import { gramsOf, similarity, textOf } from '#question-bank/similarity.ts'

/** Questions that are alike by so much are shown beside what an author writes (the basic bank has 6 such pairs). */
const worthALook = 0.4
const mostShown = 5

type Compared = Pick<Question, 'kind' | 'stem' | 'options' | 'material' | 'caseCode'> & {
  /** Null: it is not in the bank yet. */
  questionId: string | null
}

export type SimilarQuestion = Pick<ComparableRow, 'questionId' | 'code' | 'version' | 'state' | 'stem'> & {
  similarity: number
}

/**
 * The questions most like one, the most alike first: each in the version in use or in work that is most like it. Other
 * questions of its own case are left out, since they share its material.
 */
export async function findSimilar(
  db: Db,
  question: Compared,
  least = worthALook,
): Promise<SimilarQuestion[]> {
  const pieces = gramsOf(textOf(question))
  const candidates = await listSimilarCandidates(db, pieces, least)
  const alike = candidates
    .filter(
      ({ questionId, caseCode }) =>
        questionId !== question.questionId && (caseCode === null || caseCode !== question.caseCode),
    )
    .map(({ questionId, code, version, state, stem, ...text }) => ({
      ...{ questionId, code, version, state, stem },
      similarity: similarity(pieces, gramsOf(textOf({ stem, ...text }))),
    }))
    .filter((one) => one.similarity >= least)
    .sort((a, b) => b.similarity - a.similarity || (a.code < b.code ? -1 : 1))
  const first = new Map<string, SimilarQuestion>()
  for (const one of alike) if (!first.has(one.questionId)) first.set(one.questionId, one)
  return [...first.values()].slice(0, mostShown)
}
