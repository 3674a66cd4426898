import type { Blueprint } from '../blueprint.ts'
import { difficulties, type Difficulty } from '../question.ts'
import { randomFrom } from '../random.ts'
import { type Draft, easeOf, type Entry, type Frame, newDraft, put } from './draft.ts'
import { draw, type Drawn } from './draw.ts'
import { evenOut, toleranceOf } from './even-out.ts'
import type { IndexedBank } from './index-bank.ts'
import { type Plan, planOf } from './plan.ts'
import type { Shortage } from './shortage.ts'

/** A blueprint made ready for a bank and a department's trades. */
export type Prepared = {
  plan: Plan
  shortages: Shortage[]
  /** One paper that satisfies the plan; empty when something is short. */
  reference: readonly Entry[]
  /** The ease of the reference, and how far from it the papers of the exam may be. */
  target: number
  tolerance: number
}

/** The trades whose own stock is used: those that some question may be asked of. None: the common stock instead (rule A9). */
export function tradesWithStock(bank: IndexedBank, trades: readonly string[]): string[] {
  return [...new Set(trades)].filter((trade) => bank.trades.has(trade)).sort()
}

/** Prepares a blueprint once for a bank and trades; whoever asks again is given the same. */
export function prepare(blueprint: Blueprint, bank: IndexedBank, trades: readonly string[]): Prepared {
  const hasOwnPart = blueprint.parts.some(({ cells }) => cells.some(({ stock }) => stock === 'own'))
  const own = hasOwnPart ? tradesWithStock(bank, trades) : []
  const name = JSON.stringify([blueprint, own])
  const known = bank.prepared.get(name)
  if (known) return known
  if (bank.prepared.size >= mostPrepared) bank.prepared.clear()
  const prepared = prepareNew({ plan: planOf(blueprint, bank, own), bank })
  bank.prepared.set(name, prepared)
  return prepared
}

/** More than the departments of a region have trades. */
const mostPrepared = 64

function prepareNew(frame: Frame): Prepared {
  const { plan } = frame
  const tolerance = toleranceOf(plan)
  const first = searchFull(frame)
  if (first.missing.length > 0)
    return { plan, shortages: shortagesOf(first, plan), reference: [], target: 0, tolerance }
  const reference = isEven(frame) ? first.draft : typicalPaper(frame, first.draft)
  return { plan, shortages: [], reference: reference.entries, target: easeOf(reference, plan), tolerance }
}

const mostSearches = 60

/**
 * Searches a full paper. Without enemies, and with parts that want different questions, the first try tells for certain
 * whether there is one. Otherwise some sixty tries are made; where all fail, the one with the fewest missing is told.
 */
function searchFull(frame: Frame): Drawn {
  let best = draw(frame, randomFrom('proof'), true)
  if (best.isLacking && !frame.plan.isShared) return best
  for (let tries = 1; tries < mostSearches && best.missing.length > 0; tries += 1) {
    const next = draw(frame, randomFrom(`proof ${tries}`))
    if (missingOf(next) < missingOf(best)) best = next
  }
  return best
}

const missingOf = ({ missing }: Drawn) => missing.reduce((sum, { count }) => sum + count, 0)

/** Whether all blocks of a part and a difficulty are equally easy, so that all papers are. */
function isEven({ plan, bank }: Frame): boolean {
  const seen = new Map<string, number>()
  return plan.groups.every(({ cells, difficulty, members }) => {
    const [first] = members
    const facility = bank.blocks[first ?? 0]?.facility ?? 0
    return (
      members.every((member) => bank.blocks[member]?.facility === facility) &&
      cells.every((cell) => {
        const name = `${plan.cells[cell]?.part ?? 0} ${difficulty}`
        const known = seen.get(name) ?? facility
        seen.set(name, known)
        return known === facility
      })
    )
  })
}

const papersForTarget = 24

/** A paper as easy as papers are on average: what every paper of the exam is measured against. */
function typicalPaper(frame: Frame, full: Draft): Draft {
  const drafts = Array.from({ length: papersForTarget }, (_, at) => draw(frame, randomFrom(`target ${at}`)))
    .filter(({ missing }) => missing.length === 0)
    .map(({ draft }) => draft)
  const eases = drafts.map((draft) => easeOf(draft, frame.plan))
  if (eases.length === 0) return full
  const mean = eases.reduce((sum, ease) => sum + ease, 0) / eases.length
  const nearest = drafts.reduce((best, draft) => {
    const distance = (one: Draft) => Math.abs(easeOf(one, frame.plan) - mean)
    return distance(draft) < distance(best) ? draft : best
  })
  evenOut(nearest, frame, { target: mean, tolerance: 0.001, random: randomFrom('reference') })
  return nearest
}

function shortagesOf({ draft, missing }: Drawn, plan: Plan): Shortage[] {
  const shortages = new Map<string, Shortage>()
  for (const { cell, difficulty, count } of missing) {
    const known = shortages.get(`${cell} ${difficulty}`)
    const available = known?.available ?? takenOf(draft, plan, { cell, difficulty })
    const needed = (known?.needed ?? available) + count
    const { part, cell: place } = plan.cells[cell] ?? { part: 0, cell: 0 }
    const kind = plan.parts[part]?.kind ?? 'single'
    shortages.set(`${cell} ${difficulty}`, { part, cell: place, kind, difficulty, needed, available })
  }
  return [...shortages.values()].sort(
    (a, b) =>
      a.part - b.part ||
      a.cell - b.cell ||
      difficulties.indexOf(a.difficulty) - difficulties.indexOf(b.difficulty),
  )
}

function takenOf({ entries }: Draft, plan: Plan, of: { cell: number; difficulty: Difficulty }): number {
  return entries.filter(
    ({ cell, group }) => cell === of.cell && plan.groups[group]?.difficulty === of.difficulty,
  ).length
}

/** The reference paper as a draft that can be changed. */
export function draftOf({ reference }: Prepared, frame: Frame): Draft {
  const draft = newDraft(frame.bank)
  for (const entry of reference) put(draft, frame, entry)
  return draft
}
