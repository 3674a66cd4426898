/** Grading: one pass over a frozen paper. All marks are integers of hundredths. @see docs/rules/grading.md */

export type MultipleScoring = 'all-or-nothing' | 'half-for-subset' | 'half-point-per-option'

export type GradedItem = {
  itemId: string
  kind: 'single' | 'multiple' | 'true-false'
  /** The options that are right; null: the item is void. */
  key: readonly string[] | null
  /** Full marks of the item, hundredths. */
  marks: number
}

export type Grade = {
  score: number
  answered: number
  /** `right`: the response is; to a void item none is. */
  items: { itemId: string; marks: number; right: boolean }[]
}

/**
 * Grades one paper.
 *
 * Rule G1: a response is right when it is exactly the key. Rule G2: no answer, no marks; there are no
 * negative marks. Rule G3: for multiple choice the exam chooses one of three scorings. Rule G7: a void item
 * brings its full marks to everybody who has it. Rule G8: a corrected single-choice key may hold several options,
 * each of which is right alone.
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
    const right = item.key !== null && marks === item.marks && response.length > 0
    return { itemId: item.itemId, marks, right }
  })
  return {
    score: graded.reduce((sum, item) => sum + item.marks, 0),
    answered: items.filter((item) => (responses.get(item.itemId) ?? []).length > 0).length,
    items: graded,
  }
}

/** Marks (hundredths) of one response. */
function marksFor(
  { kind, key, marks }: GradedItem,
  response: readonly string[],
  scoring: MultipleScoring,
): number {
  if (key === null) return marks
  const chosen = new Set(response)
  if (chosen.size === 0) return 0
  if ([...chosen].some((option) => !key.includes(option))) return 0
  if (kind !== 'multiple') return chosen.size === 1 ? marks : 0
  if (chosen.size === key.length) return marks
  if (scoring === 'half-for-subset') return Math.floor(marks / 2)
  // Half a point per right option, always below the full marks, which only the full set earns.
  if (scoring === 'half-point-per-option') return Math.min(chosen.size * 50, Math.max(0, marks - 50))
  return 0
}
