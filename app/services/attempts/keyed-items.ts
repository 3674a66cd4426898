import type { GradedItem } from '#app/domain/grading.ts'
import type { ExamKey } from '#db/queries/exam-keys.ts'
import type { PaperItem } from '#db/schema/attempts.ts'

type Pinned = Pick<PaperItem, 'itemId' | 'questionVersionId' | 'kind' | 'marks'>

/** The items of a paper with the keys they are graded by. To a version that is missing, no answer is right. */
export function keyedItems(
  items: readonly Pinned[],
  keys: ReadonlyMap<string, Pick<ExamKey, 'key'>>,
): GradedItem[] {
  return items.map(({ itemId, questionVersionId, kind, marks }) => {
    const held = keys.get(questionVersionId)
    return { itemId, kind, marks, key: held ? held.key : [] }
  })
}

/** The corrections that hold for a paper's questions: what its receipt names. */
export function keyFixIdsOf(
  items: readonly Pinned[],
  keys: ReadonlyMap<string, Pick<ExamKey, 'keyFixId'>>,
): string[] {
  return items.flatMap(({ questionVersionId }) => keys.get(questionVersionId)?.keyFixId ?? [])
}
