import type { Blueprint } from './blueprint.ts'
import type { Difficulty, Kind } from './question.ts'
import { type Random, randomFrom, sample, shuffled } from './random.ts'

/** What assembly must know of a question version that may be asked. */
export type Candidate = {
  versionId: string
  kind: Kind
  lawId: string
  difficulty: Difficulty
  optionIds: readonly string[]
}

export type AssembledItem = {
  itemId: string
  questionVersionId: string
  kind: Kind
  options: string[]
  marks: number
}

/** A cell that the bank cannot fill, in numbers that an author can act on. */
export type Shortage = { part: number; cell: number; kind: Kind; needed: number; available: number }

type Cell = Blueprint['parts'][number]['cells'][number]

/**
 * Proves that a bank can fill a blueprint, or names the cells that it cannot.
 *
 * The cells of one kind compete for the same questions, so this is a transport problem: it is solved
 * exactly by augmenting paths over groups of like questions (law × difficulty), of which there are few.
 */
export function proveFillable(blueprint: Blueprint, bank: readonly Candidate[]): Shortage[] {
  const shortages: Shortage[] = []
  for (const plan of planKinds(blueprint, bank)) {
    for (const demand of plan.demands) {
      if (demand.taken < demand.count) {
        shortages.push({
          part: demand.part,
          cell: demand.cell,
          kind: plan.kind,
          needed: demand.count,
          available: demand.taken,
        })
      }
    }
  }
  return shortages.sort((a, b) => a.part - b.part || a.cell - b.cell)
}

/**
 * Assembles one paper: the same blueprint, bank and seed give the same paper, whatever order the bank is read in.
 *
 * @throws {Error} If the bank cannot fill the blueprint; call `proveFillable` before publishing.
 */
export function assemblePaper(
  blueprint: Blueprint,
  bank: readonly Candidate[],
  seed: string,
): AssembledItem[] {
  const random = randomFrom(seed)
  const ordered = [...bank].sort((a, b) => (a.versionId < b.versionId ? -1 : 1))
  const chosen = blueprint.parts.map(() => [] as Candidate[])

  for (const plan of planKinds(blueprint, ordered, random)) {
    const used = new Set<string>()
    for (const demand of plan.demands) {
      if (demand.taken < demand.count)
        throw new Error(`The bank cannot fill part ${demand.part + 1} (${plan.kind}).`)
      for (const [group, count] of demand.flow) {
        const free = group.members.filter((member) => !used.has(member.versionId))
        for (const member of sample(free, count, random)) {
          used.add(member.versionId)
          chosen[demand.part]?.push(member)
        }
      }
    }
  }

  return blueprint.parts
    .flatMap((part, index) =>
      shuffled(chosen[index] ?? [], random).map((question) => ({ question, marks: part.marks })),
    )
    .map(({ question, marks }, index) => ({
      itemId: `i${index + 1}`,
      questionVersionId: question.versionId,
      kind: question.kind,
      // Right and wrong keep their order; the options of the others are shuffled for each candidate.
      options:
        question.kind === 'true-false' ? [...question.optionIds] : shuffled(question.optionIds, random),
      marks,
    }))
}

type Group = { lawId: string; difficulty: Difficulty; members: Candidate[]; left: number }
type Demand = {
  part: number
  cell: number
  count: number
  taken: number
  groups: Group[]
  flow: Map<Group, number>
}

/** Distributes the questions of each kind over the cells that want them. */
function planKinds(blueprint: Blueprint, bank: readonly Candidate[], random?: Random) {
  const kinds = [...new Set(blueprint.parts.map((part) => part.kind))]
  return kinds.map((kind) => {
    const groups = groupsOf(bank.filter((candidate) => candidate.kind === kind))
    const demands = blueprint.parts.flatMap((part, index) =>
      part.kind === kind
        ? part.cells.map((cell, number) => demandOf(cell, { part: index, cell: number }, groups))
        : [],
    )
    for (const demand of demands) fill(demand, demands, random)
    return { kind, demands }
  })
}

function groupsOf(candidates: readonly Candidate[]): Group[] {
  const groups = new Map<string, Group>()
  for (const candidate of candidates) {
    const name = `${candidate.lawId}/${candidate.difficulty}`
    const group = groups.get(name) ?? {
      lawId: candidate.lawId,
      difficulty: candidate.difficulty,
      members: [],
      left: 0,
    }
    group.members.push(candidate)
    group.left += 1
    groups.set(name, group)
  }
  return [...groups.values()]
}

function demandOf(cell: Cell, at: { part: number; cell: number }, groups: readonly Group[]): Demand {
  const wanted = groups.filter(
    (group) =>
      (cell.laws === undefined || cell.laws.includes(group.lawId)) &&
      (cell.difficulties === undefined || cell.difficulties.includes(group.difficulty)),
  )
  return { ...at, count: cell.count, taken: 0, groups: wanted, flow: new Map() }
}

function fill(demand: Demand, all: readonly Demand[], random: Random | undefined): void {
  while (demand.taken < demand.count) {
    const group = random ? weighted(demand.groups, random) : demand.groups.find((one) => one.left > 0)
    if (group) take(demand, group)
    else if (!makeRoom(demand, all, new Set())) return
  }
}

/** A group with free questions, as likely as it has free questions: each question is equally likely. */
function weighted(groups: readonly Group[], random: Random): Group | undefined {
  const free = groups.reduce((sum, group) => sum + group.left, 0)
  let ticket = random() * free
  return groups.find((group) => (ticket -= group.left) < 0)
}

function take(demand: Demand, group: Group): void {
  group.left -= 1
  demand.taken += 1
  demand.flow.set(group, (demand.flow.get(group) ?? 0) + 1)
}

/** An augmenting path: another cell gives a question of a wanted group back and takes one elsewhere. */
function makeRoom(demand: Demand, all: readonly Demand[], visited: Set<Group>): boolean {
  for (const group of demand.groups) {
    if (visited.has(group)) continue
    visited.add(group)
    for (const other of all) {
      const lent = other.flow.get(group) ?? 0
      if (other === demand || lent === 0) continue
      const elsewhere = other.groups.find((one) => one.left > 0 && !visited.has(one))
      if (!elsewhere && !makeRoom(other, all, visited)) continue
      other.flow.set(group, lent - 1)
      other.taken -= 1
      group.left += 1
      if (elsewhere) take(other, elsewhere)
      take(demand, group)
      return true
    }
  }
  return false
}
