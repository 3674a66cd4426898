import { difficulties, type Difficulty } from '../question.ts'
import { type Random, shuffled } from '../random.ts'
import { type Allotment, beginAtRandom, type Way } from './allotment.ts'
import { newNetwork, type Network, SINK, SOURCE } from './network.ts'
import type { Plan, PlanCell } from './plan.ts'

type Part = Plan['parts'][number]
type Start = { cell: number; count: number; node: number; edge: number; ways: Way[] }
/** The node of a difficulty, and its edge to the sink: as many as the part has of it. */
type Levels = Record<Difficulty, { node: number; edge: number }>

/**
 * Decides at random how many blocks each cell of a part takes from each group: cells × difficulties × groups is a
 * transport problem (source → cell → group → difficulty → sink), solved exactly. What is missing is missing whatever is
 * chosen; it is then told by cell and difficulty.
 */
export function allotPart(plan: Plan, part: Part, random: Random): Allotment[] {
  const cells = part.cells.map((cell) => plan.cells[cell] as PlanCell) // A part's cells are the plan's.
  const groups = [...new Set(cells.flatMap((cell) => cell.groups))]
  const firstGroup = 2 + cells.length
  const network = newNetwork(firstGroup + groups.length + difficulties.length)
  const levels = connectLevels(network, part, firstGroup + groups.length)
  const stocks = new Map(
    groups.map((group, at) => {
      const { difficulty, members } = groupOf(plan, group)
      const node = firstGroup + at
      const stock = network.connect(node, levels[difficulty].node, members.length)
      return [group, { node, path: [stock, levels[difficulty].edge], stock }]
    }),
  )
  const starts = cells.map(({ count, groups: wanted }, at): Start => {
    const node = 2 + at
    const edge = network.connect(SOURCE, node, count)
    const ways = wanted.flatMap((group) => {
      const end = stocks.get(group)
      if (!end) return []
      const through = network.connect(node, end.node, count)
      return { group, path: [edge, through, ...end.path], through, stock: end.stock }
    })
    return { cell: part.cells[at] ?? 0, count, node, edge, ways }
  })

  for (const { ways, count } of shuffled(starts, random)) beginAtRandom(network, ways, count, random)
  network.maximise()
  const isShort = starts.some(({ edge }) => network.left(edge) > 0)
  const missing = isShort ? fillUp(network, starts, { plan, levels }) : []
  const taken = starts.flatMap(({ cell, ways }) =>
    ways.map(({ group, through }) => ({
      ...{ cell, group },
      difficulty: groupOf(plan, group).difficulty,
      count: network.flow(through),
    })),
  )
  return [...taken, ...missing].filter(({ count }) => count > 0)
}

function connectLevels(network: Network, { quotas }: Part, first: number): Levels {
  const level = (name: Difficulty) => {
    const node = first + difficulties.indexOf(name)
    return { node, edge: network.connect(node, SINK, quotas[name]) }
  }
  return { easy: level('easy'), medium: level('medium'), hard: level('hard') }
}

/** Sends what no group has from the cells straight to the difficulties: then every cell has its count. */
function fillUp(
  network: Network,
  starts: readonly Start[],
  { plan, levels }: { plan: Plan; levels: Levels },
): Allotment[] {
  const wanting = starts.flatMap(({ cell, node, count }) =>
    (plan.cells[cell]?.difficulties ?? []).map((difficulty) => ({
      ...{ cell, difficulty, group: null },
      edge: network.connect(node, levels[difficulty].node, count),
    })),
  )
  network.maximise()
  return wanting.map(({ edge, ...missing }) => ({ ...missing, count: network.flow(edge) }))
}

const groupOf = (plan: Plan, group: number) => plan.groups[group] as Plan['groups'][number] // Groups are named by their places.
