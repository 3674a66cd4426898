import { below, type Random, sample, shuffled } from '../random.ts'
import { allot, groupsFor } from './allot.ts'
import type { Allotment } from './allotment.ts'
import { type Draft, type Frame, isFree, newDraft, put } from './draft.ts'

export type Drawn = {
  draft: Draft
  missing: Allotment[]
  /** Something was missing before any question was drawn: not enemies are the reason. */
  isLacking: boolean
}

/**
 * Draws a paper: cells and groups first, then blocks of each group with equal chances, passing over those whose enemy is
 * in the paper already. Nothing is missing unless the bank is scarce; each paper that satisfies the plan has a chance.
 *
 * @param isCalm Prefers blocks with few enemies: the surest way to a full paper, not the fairest.
 */
export function draw(frame: Frame, random: Random, isCalm = false): Drawn {
  const draft = newDraft(frame.bank)
  const missing: Allotment[] = []
  const allotments = allot(frame.plan, random)
  for (const wanted of shuffled(allotments, random)) {
    let count = wanted.count
    if (wanted.group !== null)
      count -= drawFrom(draft, frame, { ...wanted, group: wanted.group, random, isCalm })
    // Enemies have used a group up: any other group that the cell may take the difficulty from will do.
    for (const group of count > 0 ? shuffled(groupsFor(frame.plan, wanted), random) : [])
      count -= drawFrom(draft, frame, { cell: wanted.cell, group, count, random, isCalm })
    if (count > 0) missing.push({ ...wanted, group: null, count })
  }
  return { draft, missing, isLacking: allotments.some(({ group }) => group === null) }
}

type Wanted = { cell: number; group: number; count: number; random: Random; isCalm: boolean }

/** @returns How many were drawn. */
function drawFrom(draft: Draft, frame: Frame, wanted: Wanted): number {
  let drawn = 0
  while (drawn < wanted.count) {
    const block = oneOf(draft, frame, wanted)
    if (block === undefined) break
    put(draft, frame, { cell: wanted.cell, group: wanted.group, block })
    drawn += 1
  }
  return drawn
}

function oneOf(draft: Draft, { plan, bank }: Frame, { group, random, isCalm }: Wanted): number | undefined {
  const members = plan.groups[group]?.members ?? []
  // Most blocks are free, so a few throws find one without looking at all of them.
  for (let throws = 0; !isCalm && members.length > 0 && throws < 8; throws += 1) {
    const block = members[below(random, members.length)]
    if (block !== undefined && isFree(draft, block)) return block
  }
  const free = members.filter((block) => isFree(draft, block))
  if (!isCalm) return sample(free, Math.min(1, free.length), random)[0]
  const enemies = (block: number) => bank.enemies[block]?.length ?? 0
  return free.sort((a, b) => enemies(a) - enemies(b))[0]
}
