import type pg from 'pg'

import { type ClockReading, readClock } from '#app/domain/clock.ts'
import {
  type AttemptHead,
  decideSave,
  type Entry,
  type EntryRefusal,
  type ItemRule,
  type RequestRefusal,
  type SaveDecision,
  type Settled,
} from '#app/domain/save.ts'
import {
  holdEntries,
  type LockedAttempt,
  lockAttempts,
  type NewHead,
  type NewResponse,
  readPaperItems,
  readSettled,
  type SideEntry,
  writeRefused,
  writeResponses,
} from '#db/queries/save-batch.ts'

import { nextDigest } from './chain.ts'

/** One request of one machine. The token behind it was verified; the row decides whether it is still good. */
export type SaveRequest = {
  attemptId: string
  personId: string
  generation: number
  entries: readonly Entry[]
}

export type SaveOutcome =
  | { kind: 'saved'; savedSeq: number; refused: { seq: number; reason: EntryRefusal }[]; clock: ClockReading }
  | { kind: 'refused'; reason: RequestRefusal; savedSeq: number; held: number[]; clock: ClockReading }
  | { kind: 'too-many'; limit: number }
  | { kind: 'not-found' }

/** Papers never change, so their rules may be kept as long as there is room. */
export type PaperCache = Map<string, ReadonlyMap<string, ItemRule>>
const PAPERS_KEPT = 4000

/** A hundred changes of every item of a long paper. Beyond, it is a script that fills the disk: nothing more is taken. */
const ENTRIES_LIMIT = 20_000

/** How long a batch waits for a row. A batch that waited in vain is retried singly, and only the held one fails. */
const LOCK_WAIT_MS = 2000

/**
 * Saves all requests that arrived together in one short transaction: lock the attempts in id order, read the clock
 * after each lock, decide each entry, one INSERT, one UPDATE, COMMIT. Promises P1 and P2 of docs/architecture.md.
 *
 * @returns One outcome per request, in their order.
 * @throws If anything failed, the COMMIT's answer included: then nobody may be told anything, and clients resend.
 */
export async function saveBatch(
  pool: pg.Pool,
  papers: PaperCache,
  requests: readonly SaveRequest[],
): Promise<SaveOutcome[]> {
  const client = await pool.connect()
  try {
    // One row that somebody else holds must not keep the whole batch, and at last every connection, waiting.
    await client.query(`begin; set local lock_timeout = '${LOCK_WAIT_MS}ms'`)
    const outcomes = await decideAndWrite(client, papers, requests)
    await client.query('commit')
    client.release()
    return outcomes
  } catch (error) {
    client.release(true) // its state is unknown: the connection is thrown away, which rolls back
    throw error
  }
}

function isTooMany({ links, head }: Work, { accepted, rejected }: SaveDecision): boolean {
  const fresh = accepted.length + rejected.length
  return fresh > 0 && Math.max(links, head.savedSeq) + fresh > ENTRIES_LIMIT
}

type Work = {
  row: LockedAttempt
  head: AttemptHead
  now: Date
  items: ReadonlyMap<string, ItemRule>
  links: number
  chainHead: Buffer
  written: Map<number, Settled>
  touched: boolean
}

async function decideAndWrite(
  client: pg.ClientBase,
  papers: PaperCache,
  requests: readonly SaveRequest[],
): Promise<SaveOutcome[]> {
  const rows = await lockAttempts(client, [...new Set(requests.map((request) => request.attemptId))])
  const works = new Map<string, Work>()
  for (const row of rows) works.set(row.id, await workOn(client, papers, row))

  const responses: NewResponse[] = []
  const refused: SideEntry[] = []
  const outcomes: SaveOutcome[] = []
  for (const request of requests) {
    const work = works.get(request.attemptId)
    if (!work || work.row.person_id !== request.personId) {
      outcomes.push({ kind: 'not-found' })
      continue
    }
    const decision = await decide(client, work, request)
    if (isTooMany(work, decision)) {
      outcomes.push({ kind: 'too-many', limit: ENTRIES_LIMIT })
      continue
    }
    responses.push(...accept(work, decision))
    refused.push(...decision.rejected.map(({ entry, reason }) => sideEntry(work, request, entry, reason)))
    outcomes.push(await outcomeOf(client, { work, request, decision }))
  }
  const heads = [...works.values()].filter((work) => work.touched).map(headOf)
  if (heads.length > 0) await writeResponses(client, responses, heads)
  await writeRefused(client, refused)
  return outcomes
}

async function workOn(client: pg.ClientBase, papers: PaperCache, row: LockedAttempt): Promise<Work> {
  return {
    row,
    head: {
      state: row.state,
      deadlineAt: new Date(row.deadline_ms),
      pausedAt: row.paused_ms === null ? null : new Date(row.paused_ms),
      graceMs: row.grace_ms,
      generation: row.generation,
      savedSeq: row.saved_seq,
    },
    now: new Date(row.now_ms),
    items: await itemsOf(client, papers, row.paper_id),
    links: row.links,
    chainHead: row.chain_head,
    written: new Map(),
    touched: false,
  }
}

async function itemsOf(client: pg.ClientBase, papers: PaperCache, paperId: string) {
  const known = papers.get(paperId)
  if (known) return known
  const items = await readPaperItems(client, paperId)
  const rules = new Map(
    items.map((item) => [item.itemId, { optionIds: item.options, multiple: item.kind === 'multiple' }]),
  )
  if (papers.size >= PAPERS_KEPT) papers.clear()
  papers.set(paperId, rules)
  return rules
}

async function decide(client: pg.ClientBase, work: Work, request: SaveRequest): Promise<SaveDecision> {
  const current = request.generation === work.head.generation
  const settled = new Map<number, Settled>(current ? work.written : [])
  let { savedSeq } = work.head
  const known = request.entries
    .map((entry) => entry.seq)
    .filter((seq) => !current || (seq <= savedSeq && !settled.has(seq)))
  if (!current || known.length > 0) {
    const key = { examId: work.row.exam_id, attemptId: work.row.id, generation: request.generation }
    const stored = await readSettled(client, key, known)
    for (const row of stored.rows) {
      // Safe: only rejected entries, whose reasons are EntryRefusal, are written there.
      settled.set(row.seq, {
        itemId: row.item_id,
        response: row.response,
        refusedFor: row.reason as EntryRefusal | null,
      })
    }
    if (!current) savedSeq = stored.savedSeq
  }
  return decideSave({ ...request, head: work.head, savedSeq, settled, items: work.items, now: work.now })
}

/** Makes the rows of what was accepted, and moves the attempt's head, so that the next request of the batch sees it. */
function accept(work: Work, decision: SaveDecision): NewResponse[] {
  for (const { entry, reason } of decision.rejected) {
    work.written.set(entry.seq, { itemId: entry.itemId, response: entry.response, refusedFor: reason })
  }
  const rows = decision.accepted.map((entry) => {
    work.links += 1
    const row = {
      examId: work.row.exam_id,
      attemptId: work.row.id,
      generation: work.head.generation,
      ...entry,
      link: work.links,
      serverAt: work.now,
    }
    work.chainHead = nextDigest(work.chainHead, row)
    work.written.set(entry.seq, { itemId: entry.itemId, response: entry.response, refusedFor: null })
    return { ...row, digest: work.chainHead }
  })
  if (rows.length > 0 || decision.rejected.length > 0) {
    work.touched = true
    work.head = { ...work.head, savedSeq: decision.savedSeq }
  }
  return rows
}

async function outcomeOf(
  client: pg.ClientBase,
  { work, request, decision }: { work: Work; request: SaveRequest; decision: SaveDecision },
): Promise<SaveOutcome> {
  const clock = readClock(work.head, work.now)
  const { savedSeq, refused, refusal } = decision
  if (!refusal) return { kind: 'saved', savedSeq, refused, clock }
  const entries = refusal.held.map((entry) => sideEntry(work, request, entry, refusal.reason))
  return {
    kind: 'refused',
    reason: refusal.reason,
    savedSeq,
    held: await holdEntries(client, entries),
    clock,
  }
}

const headOf = (work: Work): NewHead => ({
  attemptId: work.row.id,
  savedSeq: work.head.savedSeq,
  links: work.links,
  chainHead: work.chainHead,
})

const sideEntry = (work: Work, request: SaveRequest, entry: Entry, reason: string): SideEntry => ({
  examId: work.row.exam_id,
  attemptId: work.row.id,
  generation: request.generation,
  ...entry,
  at: work.now,
  reason,
})
