import type { Difficulty } from '../question.ts'
import { type Random, shuffled } from '../random.ts'
import { type Allotment, beginAtRandom, type Way } from './allotment.ts'
import { allotPart } from './allot-part.ts'
import { newNetwork, SINK, SOURCE } from './network.ts'
import type { Plan } from './plan.ts'

/**
 * Decides at random how many blocks each cell takes from each group, so that every cell has its count and every part its
 * difficulties. Each choice that fills the blueprint has a chance.
 *
 * Parts that want different questions are decided one by one, exactly. Where cells of two parts want the same questions
 * and take too many together, the difficulties of the cells stay as they were decided, and the questions are shared out
 * over all parts: exactly again for these difficulties, but with others more may be possible, so callers try anew.
 */
export function allot(plan: Plan, random: Random): Allotment[] {
  const alone = plan.parts.flatMap((part) => allotPart(plan, part, random))
  return plan.isShared && isOverdrawn(plan, alone) ? shareOut(plan, alone, random) : alone
}

function isOverdrawn(plan: Plan, allotments: readonly Allotment[]): boolean {
  const taken = plan.groups.map(() => 0)
  for (const { group, count } of allotments) if (group !== null) taken[group] = (taken[group] ?? 0) + count
  return plan.groups.some(({ members }, group) => (taken[group] ?? 0) > members.length)
}

type Demand = { cell: number; difficulty: Difficulty; count: number }

/** All parts together: source → cell with its difficulty → group → sink. */
function shareOut(plan: Plan, alone: readonly Allotment[], random: Random): Allotment[] {
  const demands = demandsOf(alone)
  const firstGroup = 2 + demands.length
  const network = newNetwork(firstGroup + plan.groups.length)
  const stocks = plan.groups.map(({ members }, group) =>
    network.connect(firstGroup + group, SINK, members.length),
  )
  const starts = demands.map((demand, at) => {
    const edge = network.connect(SOURCE, 2 + at, demand.count)
    const ways = groupsFor(plan, demand).map((group): Way => {
      const through = network.connect(2 + at, firstGroup + group, demand.count)
      const stock = stocks[group] ?? 0
      return { group, path: [edge, through, stock], through, stock }
    })
    return { ...demand, edge, ways }
  })
  for (const { ways, count } of shuffled(starts, random)) beginAtRandom(network, ways, count, random)
  network.maximise()
  return starts
    .flatMap(({ cell, difficulty, edge, ways }) => [
      ...ways.map(({ group, through }) => ({ cell, difficulty, group, count: network.flow(through) })),
      { cell, difficulty, group: null, count: network.left(edge) },
    ])
    .filter(({ count }) => count > 0)
}

/** What each cell wants of each difficulty. */
function demandsOf(alone: readonly Allotment[]): Demand[] {
  const demands = new Map<string, Demand>()
  for (const { cell, difficulty, count } of alone) {
    const name = `${cell} ${difficulty}`
    demands.set(name, { cell, difficulty, count: (demands.get(name)?.count ?? 0) + count })
  }
  return [...demands.values()]
}

/** The groups that a cell may take blocks of a difficulty from. */
export function groupsFor(
  plan: Plan,
  { cell, difficulty }: { cell: number; difficulty: Difficulty },
): number[] {
  return (plan.cells[cell]?.groups ?? []).filter((group) => plan.groups[group]?.difficulty === difficulty)
}
