import type { listAskable } from '#db/queries/bank.ts'
import { proveFillable } from '#question-bank/assembly.ts'
import { Blueprint, sizeOf } from '#question-bank/blueprint.ts'
import type { Kind } from '#question-bank/question.ts'

import { bankOf } from '../papers/prepare-paper.ts'

/** Whether the bank can fill an exam's blueprint, in numbers somebody can act on. */
export type FillProof = {
  items: number
  /** How many of each kind a paper needs, and how many the bank may ask on the exam's law date. */
  kinds: { kind: Kind; needed: number; available: number }[]
  /** What is missing; empty: every paper can be assembled. */
  shortages: { kind: Kind; part: number; missing: number }[]
}

/** Proves that papers of this blueprint can be assembled from what may be asked, or names what is missing. */
export function proveExam(
  rules: { blueprint: unknown },
  askable: Awaited<ReturnType<typeof listAskable>>,
): FillProof {
  const blueprint = Blueprint.parse(rules.blueprint)
  const { candidates } = bankOf(askable)
  const needs = new Map<Kind, number>()
  for (const { kind, cells } of blueprint.parts) {
    const count = cells.reduce((sum, cell) => sum + cell.count, 0)
    needs.set(kind, (needs.get(kind) ?? 0) + count)
  }
  return {
    items: sizeOf(blueprint).items,
    kinds: [...needs].map(([kind, needed]) => ({
      ...{ kind, needed },
      available: candidates.filter((candidate) => candidate.kind === kind).length,
    })),
    shortages: proveFillable(blueprint, candidates).map(({ kind, part, needed, available }) => ({
      ...{ kind, part: part + 1 },
      missing: needed - available,
    })),
  }
}
