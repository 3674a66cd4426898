import { type Blueprint, type BlueprintCell, type Mix, type PartKind, sizeOf } from '../blueprint.ts'
import { difficulties, type Difficulty } from '../question.ts'
import type { Block, IndexedBank } from './index-bank.ts'
import { quotasOf } from './mix.ts'

/** A blueprint laid over a bank, for one department. Cells, groups and blocks are named by their places. */
export type Plan = {
  parts: { kind: PartKind; marks: number; quotas: Mix; cells: number[] }[]
  cells: PlanCell[]
  groups: Group[]
  /** Cells of two parts want the same questions. */
  isShared: boolean
  /** Marks of a whole paper. */
  marks: number
}

export type PlanCell = {
  part: number
  /** Of the part's cells. */
  cell: number
  count: number
  difficulties: readonly Difficulty[]
  /** The groups it may draw from. */
  groups: number[]
}

/** Blocks of one difficulty that fit exactly the same cells: any of them can stand for any other. */
export type Group = { difficulty: Difficulty; members: number[]; cells: number[] }

/** Lays a blueprint over a bank. @param trades Those that the own stock is taken from; empty: from the common stock. */
export function planOf(blueprint: Blueprint, bank: IndexedBank, trades: readonly string[]): Plan {
  const cells: (PlanCell & { fits: Fits })[] = []
  const parts = blueprint.parts.map(({ kind, marks, mix, cells: wanted }, part) => ({
    kind,
    marks,
    quotas: quotasOf({ cells: wanted, ...(mix && { mix }) }),
    cells: wanted.map((cell, place) => {
      const allowed = cell.difficulties ?? difficulties
      const fits = fitOf(cell, kind, trades)
      return cells.push({ part, cell: place, count: cell.count, difficulties: allowed, groups: [], fits }) - 1
    }),
  }))
  const groups = groupsOf(bank, cells, (block) => isAskable(block, blueprint))
  for (const [place, group] of groups.entries())
    for (const cell of group.cells) cells[cell]?.groups.push(place)
  return {
    parts,
    cells: cells.map(({ fits: _, ...cell }) => cell),
    groups,
    isShared: groups.some((group) => new Set(group.cells.map((cell) => cells[cell]?.part)).size > 1),
    marks: sizeOf(blueprint).marks,
  }
}

/** Whether a block is for the paper's readers and does not rest (rules A7, A10). */
function isAskable(block: Block, { audience, exposure }: Blueprint): boolean {
  if (audience !== undefined && !block.audience.includes(audience)) return false
  return exposure === undefined || block.papers <= exposure.papers
}

type Fits = (block: Block) => boolean

/** What a block must be to be asked in a cell. */
function fitOf(cell: BlueprintCell, kind: PartKind, trades: readonly string[]): Fits {
  const { difficulties: allowed, questions: size } = cell
  const tests: Fits[] = [
    ...matterOf(cell),
    ...stockOf(cell, trades),
    ...(allowed ? [({ difficulty }: Block) => allowed.includes(difficulty)] : []),
    ...(kind === 'case' ? [({ questions }: Block) => questions.length === size] : []),
  ]
  return (block) => block.kind === kind && tests.every((test) => test(block))
}

/** Laws and fields: every question of a case; topics, which each has of its own: one of them is enough. */
function matterOf(cell: BlueprintCell): Fits[] {
  const laws = new Set(cell.laws)
  const fields = new Set(cell.fields)
  const topics = new Set(cell.topics)
  return [
    ...(cell.laws ? [({ questions }: Block) => questions.every(({ lawId }) => laws.has(lawId))] : []),
    ...(cell.fields ? [({ questions }: Block) => questions.every(({ field }) => fields.has(field))] : []),
    ...(cell.topics ? [({ questions }: Block) => questions.some(({ topic }) => topics.has(topic))] : []),
  ]
}

function stockOf({ stock }: BlueprintCell, trades: readonly string[]): Fits[] {
  if (stock === undefined) return []
  if (stock === 'common' || trades.length === 0) return [({ isCommon }) => isCommon]
  return [(block) => block.trades.some((trade) => trades.includes(trade))]
}

/** Few groups stand for many blocks, so that a paper is planned without looking at the whole bank. */
function groupsOf(bank: IndexedBank, cells: readonly { fits: Fits }[], isAskable: Fits): Group[] {
  const groups = new Map<string, Group>()
  for (const [place, block] of bank.blocks.entries()) {
    if (!isAskable(block)) continue
    const fitting: number[] = []
    for (const [number, cell] of cells.entries()) if (cell.fits(block)) fitting.push(number)
    if (fitting.length === 0) continue
    const name = `${block.difficulty} ${fitting.join(' ')}`
    const group = groups.get(name)
    if (group) group.members.push(place)
    else groups.set(name, { difficulty: block.difficulty, members: [place], cells: fitting })
  }
  return [...groups.values()]
}
