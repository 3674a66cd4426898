import type { PartKind } from '#question-bank/blueprint.ts'

import type { ExamProof } from './exam-proof.ts'

/** The proof of an exam in a few figures, for a list of exams. */
export type FillProof = {
  items: number
  /** Per part: what a paper needs, and how many the bank may ask at all. */
  parts: { kind: PartKind; needed: number; available: number }[]
  /** Per part, from 1: what is missing where most is missing. Empty: every paper can be assembled. */
  shortages: { kind: PartKind; part: number; missing: number }[]
}

export function fillProofOf({ items, needs, departments }: ExamProof): FillProof {
  const missing = needs.map((_, part) =>
    Math.max(
      0,
      ...departments.map(({ shortages }) =>
        shortages
          .filter((shortage) => shortage.part === part)
          .reduce((sum, { needed, available }) => sum + needed - available, 0),
      ),
    ),
  )
  return {
    items,
    parts: needs,
    shortages: needs.flatMap(({ kind }, part) =>
      (missing[part] ?? 0) > 0 ? [{ kind, part: part + 1, missing: missing[part] ?? 0 }] : [],
    ),
  }
}
