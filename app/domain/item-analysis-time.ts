/** How long candidates took over an item, as far as the log of answers tells. */

/** One row of the log: when the database took an answer to an item. */
export type LoggedAnswer = { itemId: string; atMs: number }

/** Answers closer together than this arrived together, after a pause of the network: nobody reads so fast. */
const SHORTEST_MS = 1000

/**
 * Seconds per item of one attempt.
 *
 * Rule IA9: the log holds no "shown", only answers, each with the instant the database took it. The time since the
 * row before (or since the start) counts for the item that was answered; of several answers to an item the times add
 * up. So reading without answering counts for the item answered next, and pauses are in it: medians and quartiles
 * stand it. Not measured: items never answered, and rows that came within a second of another.
 *
 * @param log In the order of the log.
 */
export function secondsPerItem(startedAtMs: number, log: readonly LoggedAnswer[]): Map<string, number> {
  const spent = new Map<string, number>()
  let before = startedAtMs
  for (const { itemId, atMs } of log) {
    const gap = atMs - before
    if (gap >= SHORTEST_MS) spent.set(itemId, (spent.get(itemId) ?? 0) + gap)
    before = Math.max(before, atMs)
  }
  return new Map([...spent].map(([itemId, ms]) => [itemId, Math.round(ms / 1000)]))
}

const longest = 3600

/** The seconds that stand for a time in the sums: whole ones up to a minute, then fives, after five minutes minutes. */
export function secondsBin(seconds: number): number {
  if (seconds <= 60) return seconds
  if (seconds <= 300) return Math.round(seconds / 5) * 5
  return Math.min(longest, Math.round(seconds / 60) * 60)
}

export type Quartiles = { n: number; lower: number; median: number; upper: number }

/** Quartiles of counted seconds: the smallest time that at least a quarter (half, three quarters) did not exceed. */
export function quartilesOf(times: Readonly<Record<string, number>>): Quartiles | null {
  const counts = Object.entries(times)
    .map(([seconds, attempts]) => ({ seconds: Number(seconds), attempts }))
    .sort((a, b) => a.seconds - b.seconds)
  const n = counts.reduce((sum, { attempts }) => sum + attempts, 0)
  if (n === 0) return null
  const at = (quarters: number) => {
    let passed = 0
    const found = counts.find(({ attempts }) => (passed += attempts) * 4 >= quarters * n)
    return found?.seconds ?? 0
  }
  return { n, lower: at(1), median: at(2), upper: at(3) }
}
