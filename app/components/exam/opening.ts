import type { Started } from './carried-start.ts'
import { examApi, type StartReply } from './exam-api.ts'
import type { Stage } from './exam-state.ts'
import { carryOver, type Ledger, openLedger, resumeLedger, sameResponse } from './outbox/ledger.ts'
import { relationOf } from './outbox/machine.ts'
import type { Kept } from './outbox/store.ts'

type Ask = { registrationId: string; attemptId: string; takeOver?: boolean }

export type Opening =
  | { is: 'open'; started: Started }
  /** Ask again after this time, showing the stage meanwhile. */
  | { is: 'again'; stage: Stage; afterMs: number }
  | { is: 'stopped'; stage: Stage }

/** Asks once for the attempt, and says what to make of the answer. */
export async function askForAttempt(request: Ask): Promise<Opening> {
  const reply = await examApi.start(request)
  if (reply.ok) return { is: 'open', started: reply }
  switch (reply.reason) {
    case 'machine-held':
      return { is: 'stopped', stage: { at: 'machine-held', asked: false } }
    case 'hand-over-needed':
      // Goes on by itself as soon as the proctor has opened the hand-over.
      return { is: 'again', stage: { at: 'machine-held', asked: true }, afterMs: 4000 + Math.random() * 2000 }
    case 'attempt-over':
      return { is: 'stopped', stage: { at: 'over', why: 'closed' } }
    case 'unauthenticated':
      return { is: 'stopped', stage: { at: 'opening', trouble: 'signed-out' } }
    case 'not-found':
    case 'forbidden':
    case 'no-tries-left':
      return { is: 'stopped', stage: { at: 'failed', reason: reply.reason } }
    default:
      return {
        is: 'again',
        stage: { at: 'opening', trouble: 'unreachable' },
        afterMs: 1000 + Math.random() * 3000,
      }
  }
}

/**
 * Joins what the server has with what this browser had kept.
 *
 * @returns `apart`: kept answers of an earlier machine of this browser that must not go along, because another
 *   machine may have written since. They are for a person to decide.
 */
export function joinKept(
  reply: StartReply,
  kept: Kept | null,
): { ledger: Ledger; apart: Kept | null; apartItems: number } {
  if (!kept?.machine || kept.pending.length === 0)
    return { ledger: openLedger(reply), apart: null, apartItems: 0 }
  const relation = relationOf(kept.machine, reply.machine)
  if (relation === 'same') return { ledger: resumeLedger(reply, kept.pending), apart: null, apartItems: 0 }
  if (relation === 'next') return { ledger: carryOver(reply, kept.pending), apart: null, apartItems: 0 }
  const ledger = openLedger(reply)
  const newest = new Map(kept.pending.map((entry) => [entry.itemId, entry.response]))
  const apartItems = [...newest].filter(
    ([itemId, response]) => !sameResponse(ledger.answers[itemId] ?? [], response),
  ).length
  return { ledger, apart: kept, apartItems }
}
