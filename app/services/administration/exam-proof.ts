import type { Shortage } from '#question-bank/assembly/shortage.ts'
import type { PartKind } from '#question-bank/blueprint.ts'

/** Whether the bank can fill an exam's blueprint for every department, in numbers somebody can act on. */
export type ExamProof = {
  /** Items of a paper. */
  items: number
  /** Per part, in order: what a paper needs, and how many the bank may ask at all. In a case part both are cases. */
  needs: { kind: PartKind; needed: number; available: number }[]
  /** The departments of the exam's region, in the order in which offices list them. */
  departments: DepartmentProof[]
}

export type DepartmentProof = {
  unitId: string
  nameZh: string
  nameEn: string
  trade: string | null
  /** The blueprint has an own part, and no question may be asked of the department's trade (rule A9). */
  usesCommonInsteadOfOwn: boolean
  /** What is missing; empty: every paper can be assembled. */
  shortages: Shortage[]
}
