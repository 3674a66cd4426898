import type { ClockReply } from './exam-clock.ts'
import type { Entry, Refusal } from './outbox/ledger.ts'

/** What the exam page asks of the server, and what it may hear. Shapes: /api/v1/openapi.json. */

export type PaperItem = {
  itemId: string
  kind: 'single' | 'multiple' | 'true-false'
  stem: string
  material?: string
  options: { id: string; text: string }[]
  points: number
}

export type StartReply = {
  attemptId: string
  registrationId: string
  machine: string
  savedSeq: number
  clock: ClockReply
  paper: { items: PaperItem[] }
  responses: { itemId: string; response: string[] }[]
}

/** A refusal of the server with its slug; `unreachable`: nobody knows whether it took what was sent. */
export type Failed = { ok: false; reason: string; body: Record<string, unknown> }
export type Reply<Value> = { ok: true; value: Value; askedAt: number; answeredAt: number } | Failed

export type SaveReply = { savedSeq: number; refused: { seq: number; reason: Refusal }[]; clock: ClockReply }
export type ReceiptReply = { receiptId: string }

export type PendingMessage = { id: string; text: string; sentAt: string }

export type StandingReply = {
  state: 'open' | 'closed' | 'void'
  clock: ClockReply
  receiptId: string | null
  closedBy: 'candidate' | 'server' | 'proctor' | null
  heldAnswers: number
  messages: PendingMessage[]
}

const ANSWER_WITHIN_MS = 12_000

export const examApi = {
  start: (body: { registrationId: string; attemptId?: string; takeOver?: boolean }) =>
    ask<StartReply>('/api/v1/attempts', body),
  save: (attemptId: string, body: { machine: string; entries: Entry[] }) =>
    ask<SaveReply>(`/api/v1/attempts/${attemptId}/responses`, body),
  handIn: (attemptId: string, body: { machine: string; lastSeq: number }) =>
    ask<ReceiptReply>(`/api/v1/attempts/${attemptId}/hand-in`, body),
  standing: (attemptId: string) => ask<StandingReply>(`/sit/${attemptId}/standing`),
}

/**
 * Asks the server. Without an answer in time, or with one that is not ours (a proxy's page), the outcome is
 * unknown: `unreachable`, and the same may be sent again.
 */
export async function ask<Value>(path: string, body?: object): Promise<Reply<Value>> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), ANSWER_WITHIN_MS)
  const askedAt = performance.now()
  try {
    const response = await fetch(path, {
      ...(body && {
        method: 'POST',
        body: JSON.stringify(body),
        // What was sent when the tab is closed still arrives.
        keepalive: true,
      }),
      headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }) },
      signal: abort.signal,
    })
    const answeredAt = performance.now()
    const parsed = recordOf(await response.json())
    if (!parsed) return unreachable()
    // Safe: the bundle and the server come from one build, and its type says what this path answers.
    if (response.ok) return { ok: true, value: parsed as Value, askedAt, answeredAt }
    return {
      ok: false,
      reason: typeof parsed.type === 'string' ? slugOf(parsed.type) : 'unreachable',
      body: parsed,
    }
  } catch {
    return unreachable()
  } finally {
    clearTimeout(timer)
  }
}

const unreachable = (): Failed => ({ ok: false, reason: 'unreachable', body: {} })

const slugOf = (type: string) => type.slice(type.lastIndexOf('/') + 1)

function recordOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? { ...value } : null
}

/** The clock that a refusal carries along, if it does. */
export function clockIn({ body }: Failed): ClockReply | null {
  const { clock } = body
  // Safe: a problem's clock has the one shape of the interface.
  return typeof clock === 'object' && clock !== null && 'phase' in clock ? (clock as ClockReply) : null
}

export function savedSeqIn({ body }: Failed): number | null {
  return typeof body.savedSeq === 'number' ? body.savedSeq : null
}
