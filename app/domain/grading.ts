/** Grading: one pass over a frozen paper. All marks are integers of hundredths. @see docs/rules/grading.md */

export type MultipleScoring = 'all-or-nothing' | 'half-for-subset' | 'half-point-per-option'

export type GradedItem = {
  itemId: string
  kind: 'single' | 'multiple' | 'true-false'
  key: readonly string[]
  /** Full marks of the item, hundredths. */
  marks: number
}

export type Grade = {
  score: number
  answered: number
  items: { itemId: string; marks: number; right: boolean }[]
}

/**
 * Grades one paper.
 *
 * Rule G1: a response is right when it is exactly the key. Rule G2: no answer, no marks; there are no
 * negative marks. Rule G3: for multiple choice the exam chooses one of three scorings.
 *
 * @param responses The current answer per item: the one with the highest (generation, seq).
 */
export function gradePaper(
  items: readonly GradedItem[],
  responses: ReadonlyMap<string, readonly string[]>,
  scoring: MultipleScoring,
): Grade {
  const graded = items.map((item) => {
    const response = responses.get(item.itemId) ?? []
    const marks = marksFor(item, response, scoring)
    return { itemId: item.itemId, marks, right: marks === item.marks && response.length > 0 }
  })
  return {
    score: graded.reduce((sum, item) => sum + item.marks, 0),
    answered: items.filter((item) => (responses.get(item.itemId) ?? []).length > 0).length,
    items: graded,
  }
}

/** Marks (hundredths) of one response. */
function marksFor(item: GradedItem, response: readonly string[], scoring: MultipleScoring): number {
  const chosen = new Set(response)
  if (chosen.size === 0) return 0
  const wrong = [...chosen].some((option) => !item.key.includes(option))
  if (wrong) return 0
  if (chosen.size === item.key.length) return item.marks
  if (item.kind !== 'multiple') return 0
  if (scoring === 'half-for-subset') return Math.floor(item.marks / 2)
  // Half a point per right option, always below the full marks, which only the full set earns.
  if (scoring === 'half-point-per-option') return Math.min(chosen.size * 50, Math.max(0, item.marks - 50))
  return 0
}
