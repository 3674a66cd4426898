import type { PaperItem } from './exam-api.ts'

export type PaperPart = { kind: PaperItem['kind'] | 'case'; from: number; items: PaperItem[] }

/** Which question of its case an item is, from 1, and of how many. */
export type CasePlace = { number: number; of: number }

type Item = Pick<PaperItem, 'kind' | 'material'>

/** The paper in its parts: runs of one kind, and runs of cases, in which kinds may differ. */
export function paperParts(items: readonly PaperItem[]): PaperPart[] {
  const parts: PaperPart[] = []
  items.forEach((item, index) => {
    const kind = casePlace(items, index) ? 'case' : item.kind
    const last = parts[parts.length - 1]
    if (last?.kind === kind) last.items.push(item)
    else parts.push({ kind, from: index, items: [item] })
  })
  return parts
}

/** Null for a question that stands alone. The questions of a case follow one another and share its material. */
export function casePlace(items: readonly Item[], index: number): CasePlace | null {
  const material = items[index]?.material
  if (material === undefined) return null
  let first = index
  while (first > 0 && items[first - 1]?.material === material) first -= 1
  let last = index
  while (last + 1 < items.length && items[last + 1]?.material === material) last += 1
  return last > first ? { number: index - first + 1, of: last - first + 1 } : null
}
