import { examApi } from '../exam-api.ts'
import { type Kept, type OutboxKey, type OutboxStore, openStore } from './store.ts'

const BATCH = 100
const TRIES = 3
const unheard = ['unreachable', 'outcome-unknown', 'failed', 'too-many-requests']

/**
 * Ends the life of an outbox, once the attempt is closed: seat computers are shared, so nothing stays behind. What
 * was never delivered is handed to the server first, which keeps it apart for a person to see; it counts for
 * nothing by itself.
 */
export async function finishOutbox(
  key: OutboxKey,
  known: { opened?: OutboxStore | null; kept?: Pick<Kept, 'machine' | 'pending'> | null } = {},
): Promise<void> {
  const store = known.opened ?? (await openStore())
  try {
    const kept = known.kept ?? (await store.read(key))
    if (!kept || (await deliver(key, kept))) await store.wipe(key)
  } catch {
    // The browser's store failed: there is nothing to be kept, and nothing to be wiped.
  } finally {
    if (!known.opened) store.close()
  }
}

/**
 * Hands to the server what was never acknowledged.
 *
 * @returns Whether the server has said a word to all of it, be it a refusal.
 */
export async function deliver(key: OutboxKey, kept: Pick<Kept, 'machine' | 'pending'>): Promise<boolean> {
  for (let from = 0; from < kept.pending.length; from += BATCH) {
    const entries = kept.pending
      .slice(from, from + BATCH)
      .map(({ seq, itemId, response, clientAt }) => ({ seq, itemId, response, clientAt }))
    if (!(await deliverBatch(key, kept.machine, entries))) return false
  }
  return true
}

async function deliverBatch(
  key: OutboxKey,
  machine: string,
  entries: Parameters<typeof examApi.save>[1]['entries'],
): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const reply = await examApi.save(key.attemptId, { machine, entries })
    // Any word of the server will do: saved long ago, kept apart, or refused.
    if (reply.ok || !unheard.includes(reply.reason)) return true
  }
  return false
}
