/**
 * What happens to the entries of one save request. Pure: the caller locked the attempt's row, read the
 * database's clock after the lock, and looked up what is already settled.
 *
 * @see docs/rules/saving.md Rules S1 to S8
 */
import type { ClockState } from './clock.ts'
import { readClock } from './clock.ts'

/** One change of one answer, as the browser sends it. `seq` starts at 1 per generation and has no gaps. */
export type Entry = { seq: number; itemId: string; response: string[]; clientAt: Date | null }

/** What the paper allows for an item. */
export type ItemRule = { optionIds: readonly string[]; multiple: boolean }

export type AttemptHead = ClockState & { generation: number; savedSeq: number }

/** A settled seq of the caller's generation: saved, or refused for good with its reason. */
export type Settled = { itemId: string; response: string[]; refusedFor: EntryRefusal | null }

export type EntryRefusal = 'seq-conflict' | 'seq-gap' | 'unknown-item' | 'unknown-option' | 'too-many-options'
export type RequestRefusal = 'stale-machine' | 'not-open' | 'paused' | 'time-over'

export type SaveInput = {
  head: AttemptHead
  /** The generation in the caller's token. */
  generation: number
  /** The caller's savedSeq: the head's, or that of an older generation. */
  savedSeq: number
  entries: readonly Entry[]
  settled: ReadonlyMap<number, Settled>
  items: ReadonlyMap<string, ItemRule>
  now: Date
}

export type SaveDecision = {
  /** To be written, in this order. */
  accepted: Entry[]
  /** Refused for good: to be written as settled. */
  rejected: { entry: Entry; reason: EntryRefusal }[]
  /** What the caller hears about single entries. */
  refused: { seq: number; reason: EntryRefusal }[]
  /** The whole request is refused; new entries are kept apart when `hold`. */
  refusal: { reason: RequestRefusal; held: Entry[] } | null
  savedSeq: number
}

/** Decides every entry of one request. Rules S1 to S8. */
export function decideSave(input: SaveInput): SaveDecision {
  const entries = [...input.entries].sort((a, b) => a.seq - b.seq)
  const closed = requestRefusal(input)
  const decision: SaveDecision = {
    accepted: [],
    rejected: [],
    refused: [],
    refusal: null,
    savedSeq: input.savedSeq,
  }
  const settled = new Map(input.settled)
  const fresh: Entry[] = []

  for (const entry of entries) {
    const known = settled.get(entry.seq)
    if (known) hearAgain(entry, known, decision)
    else if (closed) fresh.push(entry)
    else settle(entry, input.items, decision, settled)
  }
  if (closed && fresh.length > 0)
    decision.refusal = { reason: closed, held: holdable(fresh, closed, input.items) }
  return decision
}

/** Rule S1: the same again is acknowledged, other content under the same seq is a conflict. */
function hearAgain(entry: Entry, known: Settled, decision: SaveDecision): void {
  const same = known.itemId === entry.itemId && sameResponse(known.response, entry.response)
  if (!same) decision.refused.push({ seq: entry.seq, reason: 'seq-conflict' })
  else if (known.refusedFor) decision.refused.push({ seq: entry.seq, reason: known.refusedFor })
}

/** Rule S2: no gaps. Rule S3: an entry that its paper does not allow is refused for good, and settles its seq. */
function settle(
  entry: Entry,
  items: SaveInput['items'],
  decision: SaveDecision,
  settled: Map<number, Settled>,
): void {
  if (entry.seq !== decision.savedSeq + 1) {
    decision.refused.push({ seq: entry.seq, reason: 'seq-gap' })
    return
  }
  const bad = entryRefusal(entry, items.get(entry.itemId))
  if (bad) {
    decision.rejected.push({ entry, reason: bad })
    decision.refused.push({ seq: entry.seq, reason: bad })
  } else {
    decision.accepted.push(entry)
  }
  decision.savedSeq = entry.seq
  settled.set(entry.seq, { itemId: entry.itemId, response: entry.response, refusedFor: bad })
}

/** Rules S4 to S7: an old machine, a closed attempt, a pause, the deadline plus grace. */
function requestRefusal({ head, generation, now }: SaveInput): RequestRefusal | null {
  if (generation !== head.generation) return 'stale-machine'
  if (head.state === 'paused') return 'paused'
  if (head.state !== 'answering') return 'not-open'
  return readClock(head, now).phase === 'closed' ? 'time-over' : null
}

/** Rule S8: what comes too late is kept for a person to see; during a pause the browser keeps it itself. */
function holdable(fresh: Entry[], reason: RequestRefusal, items: SaveInput['items']): Entry[] {
  if (reason === 'paused') return []
  return fresh.filter((entry) => entryRefusal(entry, items.get(entry.itemId)) === null)
}

function entryRefusal(entry: Entry, item: ItemRule | undefined): EntryRefusal | null {
  if (!item) return 'unknown-item'
  if (entry.response.some((option) => !item.optionIds.includes(option))) return 'unknown-option'
  if (!item.multiple && entry.response.length > 1) return 'too-many-options'
  return null
}

const sameResponse = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((option, index) => option === b[index])
