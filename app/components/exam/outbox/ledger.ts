/**
 * What this browser knows of its answers: what it shows, what the server has, what is still on its way. Pure: time
 * is passed in, and nothing here sends or stores.
 *
 * One rule stands above the others: an answer counts as saved only once the server's reply said so.
 */

/** One change of one answer, as it is sent. `seq` starts at 1 per machine and has no gaps. */
export type Entry = { seq: number; itemId: string; response: readonly string[]; clientAt: string }

/** An entry the server has not settled. `since`: when it was made, in milliseconds of the page's own clock. */
export type Pending = Entry & { since: number }

export type Refusal = 'seq-conflict' | 'seq-gap' | 'unknown-item' | 'unknown-option' | 'too-many-options'

export type Ledger = {
  /** The highest seq up to which the server has settled everything. */
  savedSeq: number
  /** The highest seq this machine has used. */
  lastSeq: number
  /** In the order of their seq, without gaps, from savedSeq + 1 on. */
  pending: readonly Pending[]
  /** What is shown: the newest response per item, whether saved or not. */
  answers: Readonly<Record<string, readonly string[]>>
  /** Items whose newest response the server refused for good. */
  refused: Readonly<Record<string, Refusal>>
}

/** What the server has: its reply to a start, as far as answers go. */
export type ServerAnswers = {
  savedSeq: number
  responses: readonly { itemId: string; response: readonly string[] }[]
}

/** The ledger of a machine that has made nothing of its own yet. */
export function openLedger({ savedSeq, responses }: ServerAnswers): Ledger {
  const answers: Record<string, readonly string[]> = {}
  for (const { itemId, response } of responses) answers[itemId] = response
  return { savedSeq, lastSeq: savedSeq, pending: [], answers, refused: {} }
}

/**
 * Goes on with what this machine had kept when its browser died: what the server has settled meanwhile is dropped,
 * the rest keeps its seq, so that sending it again is acknowledged as the same.
 *
 * @param kept Entries of the same machine, in the order of their seq.
 */
export function resumeLedger(server: ServerAnswers, kept: readonly Pending[]): Ledger {
  const opened = openLedger(server)
  const pending: Pending[] = []
  for (const entry of kept) {
    // After a gap nothing could ever be accepted under these numbers; it was never acknowledged, so it is numbered anew.
    if (entry.seq > opened.savedSeq) pending.push({ ...entry, seq: opened.savedSeq + pending.length + 1 })
  }
  return withPending(opened, pending)
}

/**
 * Takes along what an earlier machine of this very browser had never seen acknowledged. Only the newest response per
 * item goes along, with a number of the new machine, and only where the server does not show it already.
 *
 * Only for a machine that directly follows: if another machine wrote in between, its answers are newer.
 */
export function carryOver(server: ServerAnswers, kept: readonly Pending[]): Ledger {
  const opened = openLedger(server)
  const newest = new Map<string, Pending>()
  for (const entry of kept) {
    newest.delete(entry.itemId)
    newest.set(entry.itemId, entry)
  }
  const pending = [...newest.values()]
    .filter((entry) => !sameResponse(opened.answers[entry.itemId] ?? [], entry.response))
    .map((entry, index) => ({ ...entry, seq: opened.savedSeq + index + 1 }))
  return withPending(opened, pending)
}

/** Records a change of an answer; the new entry is the last of `pending`. Choosing what is chosen already changes nothing. */
export function choose(
  ledger: Ledger,
  choice: { itemId: string; response: readonly string[]; clientAt: string; since: number },
): Ledger {
  const { itemId, response } = choice
  const unchanged = sameResponse(ledger.answers[itemId] ?? [], response) && !(itemId in ledger.refused)
  if (unchanged) return ledger
  const entry: Pending = { ...choice, seq: ledger.lastSeq + 1 }
  return {
    ...ledger,
    lastSeq: entry.seq,
    pending: [...ledger.pending, entry],
    answers: { ...ledger.answers, [itemId]: response },
    refused: without(ledger.refused, itemId),
  }
}

/**
 * Takes in what the server said of a request.
 *
 * - up to `savedSeq` everything is settled: saved, or refused for good;
 * - a conflict means that something else was saved under this number: the answer shown is entered again;
 * - a gap means that the server waits for an earlier number than we have: what is not settled is numbered anew.
 */
export function settle(
  ledger: Ledger,
  reply: { savedSeq: number; refused: readonly { seq: number; reason: Refusal }[] },
): Ledger {
  const savedSeq = Math.max(ledger.savedSeq, reply.savedSeq)
  const reasons = new Map(reply.refused.map(({ seq, reason }) => [seq, reason]))
  let next: Ledger = { ...ledger, savedSeq, pending: ledger.pending.filter((entry) => entry.seq > savedSeq) }

  for (const entry of ledger.pending) {
    const reason = reasons.get(entry.seq)
    if (!reason || entry.seq > savedSeq || !isNewest(ledger, entry)) continue
    next =
      reason === 'seq-conflict'
        ? again(next, entry)
        : { ...next, refused: { ...next.refused, [entry.itemId]: reason } }
  }
  return [...reasons.values()].includes('seq-gap') || hasGap(next) ? renumbered(next, reply.savedSeq) : next
}

/** How many answers are not yet saved: items, not entries. */
export function unsavedItems(ledger: Ledger): string[] {
  return [...new Set([...ledger.pending.map((entry) => entry.itemId), ...Object.keys(ledger.refused)])]
}

/** Whether an item has an answer at the moment, as shown. */
export function isAnswered(ledger: Ledger, itemId: string): boolean {
  return (ledger.answers[itemId] ?? []).length > 0
}

function withPending(ledger: Ledger, pending: readonly Pending[]): Ledger {
  const answers = { ...ledger.answers }
  for (const { itemId, response } of pending) answers[itemId] = response
  return { ...ledger, pending, answers, lastSeq: ledger.savedSeq + pending.length }
}

function again(ledger: Ledger, entry: Pending): Ledger {
  const seq = Math.max(ledger.lastSeq, ledger.savedSeq) + 1
  return { ...ledger, lastSeq: seq, pending: [...ledger.pending, { ...entry, seq }] }
}

/** Numbers everything that is not settled from `savedSeq + 1` on, keeping its order. */
function renumbered(ledger: Ledger, savedSeq: number): Ledger {
  const pending = ledger.pending.map((entry, index) => ({ ...entry, seq: savedSeq + index + 1 }))
  return { ...ledger, savedSeq, pending, lastSeq: savedSeq + pending.length }
}

const hasGap = (ledger: Ledger) =>
  ledger.pending.some((entry, index) => entry.seq !== ledger.savedSeq + index + 1)

function isNewest(ledger: Ledger, entry: Pending): boolean {
  return !ledger.pending.some((other) => other.itemId === entry.itemId && other.seq > entry.seq)
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  if (!(key in record)) return record
  const { [key]: _, ...rest } = record
  return rest
}

export function sameResponse(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((option, index) => option === b[index])
}
