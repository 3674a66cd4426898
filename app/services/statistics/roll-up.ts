import { addCounts, type Counts, noCounts } from '#app/domain/rates.ts'
import { countingUnit } from '#app/domain/roll.ts'
import type { UnitCounts, UnitRow } from '#db/queries/statistics.ts'

/** A unit of the table and what is counted in it and below it. */
export type UnitLine = {
  unit: Pick<UnitRow, 'id' | 'level' | 'code' | 'nameZh' | 'nameEn'>
  /** 1: directly below the unit asked for; 0: that unit's own people. */
  depth: number
  /** Whether there are units below it to open. */
  opens: boolean
  counts: Counts
}

/**
 * Adds the counts of people's own units up the tree: section into department, department into county, county
 * into city. Each person is in the total once.
 *
 * @param below The unit asked for and everything below it, brothers in order.
 * @param depth How many levels below the unit get a row. Sections never do.
 */
export function rollUp(
  top: UnitRow,
  { below, counted, depth }: { below: readonly UnitRow[]; counted: readonly UnitCounts[]; depth: number },
): { lines: UnitLine[]; total: Counts } {
  const byId = new Map(below.map((unit) => [unit.id, unit]))
  const own = new Map<string, Counts>()
  const sums = new Map<string, Counts>()
  for (const { unitId, ...counts } of counted) {
    const unit = byId.get(unitId)
    if (!unit) continue
    const home = countingUnit(unit, byId)
    own.set(home, addCounts([own.get(home) ?? noCounts, counts]))
    for (const id of unit.path) if (byId.has(id)) sums.set(id, addCounts([sums.get(id) ?? noCounts, counts]))
  }
  const tree: Tree = { children: childrenOf(below), sums }
  const lines = linesBelow(tree, top, { depth, level: 1 })
  const total = sums.get(top.id) ?? { ...noCounts }
  const direct = own.get(top.id)
  if (lines.length === 0) return { lines: [lineOf(top, { depth: 0, opens: false, counts: total })], total }
  // People who are in no unit below the one asked for: a leader entered at the city itself.
  return {
    lines: direct ? [lineOf(top, { depth: 0, opens: false, counts: direct }), ...lines] : lines,
    total,
  }
}

type Tree = { children: ReadonlyMap<string, UnitRow[]>; sums: ReadonlyMap<string, Counts> }

function linesBelow(tree: Tree, parent: UnitRow, at: { depth: number; level: number }): UnitLine[] {
  if (at.level > at.depth) return []
  return (tree.children.get(parent.id) ?? []).flatMap((unit) => [
    lineOf(unit, {
      depth: at.level,
      opens: tree.children.has(unit.id),
      counts: tree.sums.get(unit.id) ?? { ...noCounts },
    }),
    ...linesBelow(tree, unit, { ...at, level: at.level + 1 }),
  ])
}

function childrenOf(units: readonly UnitRow[]): Map<string, UnitRow[]> {
  const children = new Map<string, UnitRow[]>()
  for (const unit of units) {
    if (unit.level === 'section' || unit.parentId === null) continue
    children.set(unit.parentId, [...(children.get(unit.parentId) ?? []), unit])
  }
  return children
}

function lineOf({ id, level, code, nameZh, nameEn }: UnitRow, line: Omit<UnitLine, 'unit'>): UnitLine {
  return { unit: { id, level, code, nameZh, nameEn }, ...line }
}
