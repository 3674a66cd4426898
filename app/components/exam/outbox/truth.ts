import { type Ledger, unsavedItems } from './ledger.ts'

/** What is true of one answer. A fourth thing it cannot be. */
export type Truth =
  | { is: 'saved' }
  | { is: 'saving' }
  /** `sinceMs`: for how long it has not been saved. Null for how long: the server refused it for good. */
  | { is: 'not-saved'; sinceMs: number | null }

/** Longer than this, an answer that is still on its way is called what it is: not saved. */
export const SAVING_MS = 3000

/**
 * The truth about one answer.
 *
 * @param line Whether the last request failed: then nothing is "being saved", whatever its age.
 * @param now The page's own clock (`performance.now()`), as in `since`.
 */
export function truthOf(ledger: Ledger, itemId: string, line: { broken: boolean; now: number }): Truth {
  if (itemId in ledger.refused) return { is: 'not-saved', sinceMs: null }
  const oldest = ledger.pending.find((entry) => entry.itemId === itemId)
  if (!oldest) return { is: 'saved' }
  const sinceMs = Math.max(0, line.now - oldest.since)
  return line.broken || sinceMs > SAVING_MS ? { is: 'not-saved', sinceMs } : { is: 'saving' }
}

/** The truth about all answers in one line: the worst of them, and how many items are not saved. */
export function overallTruth(
  ledger: Ledger,
  line: { broken: boolean; now: number },
): { truth: Truth; items: number } {
  const truths = unsavedItems(ledger).map((itemId) => truthOf(ledger, itemId, line))
  const unsaved = truths.filter((truth) => truth.is === 'not-saved')
  if (unsaved.length === 0)
    return { truth: { is: truths.length > 0 ? 'saving' : 'saved' }, items: truths.length }
  const ages = unsaved.map((truth) => ('sinceMs' in truth ? truth.sinceMs : null))
  const oldest = ages.includes(null) ? null : Math.max(...ages.map((age) => age ?? 0))
  return { truth: { is: 'not-saved', sinceMs: oldest }, items: unsaved.length }
}

/** Minutes and seconds, as a clock shows them: 75 000 → "1:15". */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
