import { type Flag, flagsOf } from '#app/domain/item-analysis-flags.ts'
import { itemFigures, type ItemFigures } from '#app/domain/item-analysis-figures.ts'
import type { ItemSort, ItemSorting } from '#app/domain/item-sorting.ts'
import type { listItemsOfExam } from '#db/queries/question-figures.ts'

import { sumsOf, urgencyRank } from './pool-question.ts'

type ListedItem = Awaited<ReturnType<typeof listItemsOfExam>>[number]

/** One item of an exam in the table. */
export type ItemRow = {
  question: Omit<ListedItem['question'], 'versionId'>
  attempts: number
  /** Papers that had it, sat or not. */
  papers: number
  figures: ItemFigures
  flags: Flag[]
  /** 3 urgent … 0 none. */
  urgency: number
  /** Null: not for this reader. */
  stem: string | null
}

/** @param stem Null: the reader may not know the question, so flags name no option either. */
export function itemRow({ question, summary }: ListedItem, stem: string | null): ItemRow {
  const { key, ...sums } = sumsOf(summary)
  const { versionId: _, ...facts } = question
  const found = flagsOf(sums, { kind: question.kind, key, optionIds: Object.keys(sums.options) })
  return {
    question: facts,
    attempts: summary.attempts,
    papers: summary.papers,
    figures: itemFigures(sums, summary.attempts),
    flags: stem === null ? found.map(({ name }) => ({ name, options: [] })) : found,
    urgency: urgencyRank(found),
    stem,
  }
}

const valueOf = {
  attempts: ({ attempts }) => attempts,
  papers: ({ papers }) => papers,
  facility: ({ figures }) => figures.facility,
  pointBiserial: ({ figures }) => figures.pointBiserial,
  discrimination: ({ figures }) => figures.discrimination,
  efficiency: ({ figures }) => figures.efficiency,
  time: ({ figures: { time } }) => (typeof time === 'string' ? time : time.median),
} satisfies Record<Exclude<ItemSort, 'flags' | 'code'>, (row: ItemRow) => number | string>

/** Sorts items; those without the figure come last either way, equal ones by their codes. */
export function sortItems(rows: readonly ItemRow[], { key, descending }: ItemSorting): ItemRow[] {
  if (key === 'code') return descending ? rows.toReversed() : [...rows]
  if (key === 'flags') return rows.toSorted(byUrgency)
  const value = valueOf[key]
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)]
    if (typeof a !== 'number' || typeof b !== 'number')
      return Number(typeof a !== 'number') - Number(typeof b !== 'number')
    return descending ? b - a : a - b
  })
}

/** The gravest first; among equals those that tell the good from the weak least. */
function byUrgency(one: ItemRow, other: ItemRow): number {
  const r = ({ figures: { pointBiserial } }: ItemRow) =>
    typeof pointBiserial === 'number' ? pointBiserial : 2
  return other.urgency - one.urgency || r(one) - r(other)
}
