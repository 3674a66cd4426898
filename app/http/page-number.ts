/** Beyond this lies no page of ours, and further on no number that a database counts with. */
const last = 100_000

/** The page of a list that an address names; the first unless it names one. */
export function pageNumberOf(query: URLSearchParams): number {
  const page = Number(query.get('page') ?? '1')
  return Number.isInteger(page) && page >= 1 && page <= last ? page : 1
}
