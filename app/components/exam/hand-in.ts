import { examApi } from './exam-api.ts'
import type { HandIn } from './exam-state.ts'
import type { Desk } from './outbox/desk.ts'

export type HandInOutcome = { is: 'receipt'; receiptId: string } | { is: 'stale' } | { is: 'not-now' }

type Options = { attemptId: string; say(state: HandIn): void; goesOn(): boolean }

/**
 * Hands in: waits until every answer that is shown is saved, then asks until there is a receipt. Once asked, there
 * is no way back, because nobody knows whether the server has heard it already; asking twice gets the same receipt.
 */
export async function handInWhenSaved(
  desk: Desk,
  { attemptId, say, goesOn }: Options,
): Promise<HandInOutcome> {
  say('saving')
  await desk.allSettled()
  if (!goesOn()) return { is: 'not-now' } // taken back while it waited, or the time is over
  say('sending')
  while (goesOn()) {
    const reply = await examApi.handIn(attemptId, { machine: desk.machine, lastSeq: desk.ledger.lastSeq })
    if (reply.ok) return { is: 'receipt', receiptId: reply.value.receiptId }
    if (reply.reason === 'stale-machine') return { is: 'stale' }
    if (reply.reason === 'paused') return { is: 'not-now' }
    say('unreachable')
    await new Promise((resolve) => setTimeout(resolve, 1000 + Math.random() * 3000))
  }
  return { is: 'not-now' }
}
