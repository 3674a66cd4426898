import { below, type Random } from '../random.ts'
import { type Draft, earnedBy, easeOf, type Frame, mayReplace, replace } from './draft.ts'
import type { Plan } from './plan.ts'

/**
 * How far the ease of a paper may be from the exam's (rule A11): 0.02, and in a paper of fewer than 25 blocks half of one
 * block, since exchanging one moves the ease by as much.
 */
export function toleranceOf({ cells }: Plan): number {
  const blocks = cells.reduce((sum, { count }) => sum + count, 0)
  return Math.max(0.02, 1 / (2 * blocks))
}

const mostExchanges = 2000

/**
 * Exchanges blocks for others of their group, at random and only towards the target, until the ease is near enough.
 *
 * @returns Whether it is.
 */
export function evenOut(
  draft: Draft,
  frame: Frame,
  { target, tolerance, random }: { target: number; tolerance: number; random: Random },
): boolean {
  const distance = (ease: number) => Math.abs(ease - target)
  for (let tries = 0; tries < mostExchanges; tries += 1) {
    if (distance(easeOf(draft, frame.plan)) <= tolerance) return true
    const exchange = anyExchange(draft, frame, random)
    if (exchange && distance(exchange.ease) < distance(easeOf(draft, frame.plan)))
      replace(draft, frame, exchange)
  }
  return distance(easeOf(draft, frame.plan)) <= tolerance
}

/** Exchanges blocks at random, keeping the ease near enough: from one right paper to another. */
export function wander(
  draft: Draft,
  frame: Frame,
  { target, tolerance, random }: { target: number; tolerance: number; random: Random },
): void {
  for (let tries = 0; tries < 4 * draft.entries.length; tries += 1) {
    const exchange = anyExchange(draft, frame, random)
    if (exchange && Math.abs(exchange.ease - target) <= tolerance) replace(draft, frame, exchange)
  }
}

/** An exchange that leaves every other rule as it is, with the ease it would lead to. */
function anyExchange(draft: Draft, frame: Frame, random: Random) {
  const place = below(random, draft.entries.length)
  const entry = draft.entries[place]
  const members = entry && frame.plan.groups[entry.group]?.members
  const block = members?.[below(random, members.length)]
  if (entry === undefined || block === undefined || !mayReplace(draft, frame, entry, block)) return null
  const earned = draft.earned + earnedBy(frame, entry, block) - earnedBy(frame, entry, entry.block)
  return { place, block, ease: earned / frame.plan.marks }
}
