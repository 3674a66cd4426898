import type { DepartmentProof, ExamProof } from '#app/services/administration/exam-proof.ts'
import type { PartKind } from '#question-bank/blueprint.ts'
import type { Difficulty } from '#question-bank/question.ts'

/** What the bank lacks for one cell, with the departments that lack it alike. */
export type MissingLine = {
  key: string
  part: number
  cell: number
  kind: PartKind
  lacks: { difficulty: Difficulty; needed: number; available: number }[]
  departments: DepartmentProof[]
}

/** What is missing, in the order of the paper; departments that lack the same in a cell stand in one line. */
export function missingLines({ departments }: ExamProof): MissingLine[] {
  const lines = new Map<string, MissingLine>()
  for (const department of departments) {
    for (const line of linesOf(department)) {
      const known = lines.get(line.key) ?? { ...line, departments: [] }
      known.departments.push(department)
      lines.set(line.key, known)
    }
  }
  return [...lines.values()].sort((one, other) => one.part - other.part || one.cell - other.cell)
}

/** One department's cells that lack something. The key tells cells and what they lack apart. */
function linesOf(department: DepartmentProof) {
  const cells = new Map<string, DepartmentProof['shortages']>()
  for (const shortage of department.shortages) {
    const cell = `${shortage.part} ${shortage.cell}`
    cells.set(cell, [...(cells.get(cell) ?? []), shortage])
  }
  return [...cells].flatMap(([place, shortages]) => {
    const [first] = shortages
    if (!first) return []
    const lacks = shortages.map(({ difficulty, needed, available }) => ({ difficulty, needed, available }))
    const { part, cell, kind } = first
    return [{ key: `${place} ${JSON.stringify(lacks)}`, part, cell, kind, lacks }]
  })
}
