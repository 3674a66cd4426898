import type { IndexedBank } from './index-bank.ts'
import type { Plan } from './plan.ts'

/** A block that a cell of the plan has taken. */
export type Entry = { cell: number; group: number; block: number }

/** A paper while it is put together. */
export type Draft = {
  entries: Entry[]
  /** 1: the block is in it. */
  taken: Uint8Array
  /** How many of its enemies are in it, for each block. */
  enemies: Uint16Array
  /** Sum over its entries of marks × expected facility: the marks that candidates are expected to earn. */
  earned: number
}

export const newDraft = (bank: IndexedBank): Draft => ({
  entries: [],
  taken: new Uint8Array(bank.blocks.length),
  enemies: new Uint16Array(bank.blocks.length),
  earned: 0,
})

export const isFree = ({ taken, enemies }: Draft, block: number) => taken[block] === 0 && enemies[block] === 0

/** The share of its marks that candidates are expected to earn: how easy the paper is, 0 to 1. */
export const easeOf = ({ earned }: Draft, { marks }: Plan) => earned / marks

/** Puts an entry in, at the end or in the place of another. */
export function put(draft: Draft, { plan, bank }: Frame, entry: Entry): void {
  draft.entries.push(entry)
  count(draft, { plan, bank }, { entry, by: 1 })
}

export type Frame = { plan: Plan; bank: IndexedBank }

/** Puts another block of the same group in the place of an entry's. */
export function replace(
  draft: Draft,
  frame: Frame,
  { place, block }: { place: number; block: number },
): void {
  const entry = draft.entries[place]
  if (!entry) return
  count(draft, frame, { entry, by: -1 })
  const other = { ...entry, block }
  draft.entries[place] = other
  count(draft, frame, { entry: other, by: 1 })
}

/** Whether a block could stand in the place of an entry: it is not in the paper, and its only enemy there is that entry. */
export function mayReplace(draft: Draft, { bank }: Frame, entry: Entry, block: number): boolean {
  if (draft.taken[block] === 1) return false
  const enemies = draft.enemies[block] ?? 0
  return enemies === 0 || (enemies === 1 && bank.enemies[block]?.includes(entry.block) === true)
}

/** What an entry adds to the marks that candidates are expected to earn, had it this block. */
export function earnedBy({ plan, bank }: Frame, { cell }: Entry, block: number): number {
  const part = plan.parts[plan.cells[cell]?.part ?? 0]
  return (part?.marks ?? 0) * (bank.blocks[block]?.facility ?? 0)
}

function count(draft: Draft, frame: Frame, { entry, by }: { entry: Entry; by: 1 | -1 }): void {
  draft.taken[entry.block] = by === 1 ? 1 : 0
  for (const enemy of frame.bank.enemies[entry.block] ?? [])
    draft.enemies[enemy] = (draft.enemies[enemy] ?? 0) + by
  draft.earned += by * earnedBy(frame, entry, entry.block)
}
