/** What the table can be sorted by; `flags`: what is to be looked at first. */
export const itemSorts = [
  'flags',
  'code',
  'attempts',
  'papers',
  'facility',
  'pointBiserial',
  'discrimination',
  'efficiency',
  'time',
] as const
export type ItemSort = (typeof itemSorts)[number]
export type ItemSorting = { key: ItemSort; descending: boolean }

/** How a table of items is sorted, by the query of the address: `facility` or `-time`. Anything else: flags first. */
export function itemSortingOf(wanted: string | null): ItemSorting {
  const name = wanted?.replace(/^-/, '')
  return {
    key: itemSorts.find((key) => key === name) ?? 'flags',
    descending: wanted?.startsWith('-') ?? false,
  }
}
