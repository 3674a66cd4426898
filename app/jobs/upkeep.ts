import { appendFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Logins } from '#app/auth/logins.ts'
import { closerTick, newCloser } from '#app/services/attempts/close-overdue.ts'
import { sealAudit } from '#app/services/audit/seal-audit.ts'
import { refreshStale } from '#app/services/item-statistics/refresh-stale.ts'
import type { Signer } from '#app/services/receipts/signer.ts'
import type { Db } from '#db/client.ts'

import { every } from './every.ts'

type Upkeep = {
  db: Db
  signer: Signer
  logins: Logins
  dataDir: string
  onError: (error: unknown, job: string) => void
}

const CHECKPOINT_MS = 60_000
const SUMMARIES_MS = 120_000

/**
 * What runs beside the requests: closing what is over, sealing the audit log, signing its head into a file that can
 * be kept elsewhere, analysing the items of exams that have changed, forgetting expired sessions.
 *
 * @returns Stops all of it.
 */
export function startUpkeep({ db, signer, logins, dataDir, onError }: Upkeep): () => Promise<void> {
  let closer = newCloser
  let checkpointAt = 0
  const jobs = {
    closer: every(
      1000,
      async () => {
        const tick = await closerTick({ db, signer }, closer, performance.now())
        closer = tick.state
        for (const { attemptId, error } of tick.failures)
          onError(new Error(`Attempt ${attemptId} cannot be closed.`, { cause: error }), 'closer')
      },
      (error) => onError(error, 'closer'),
    ),
    sealer: every(
      1000,
      async () => {
        const { sealed, position, head } = await sealAudit(db)
        if (sealed === 0 || performance.now() - checkpointAt < CHECKPOINT_MS) return
        checkpointAt = performance.now()
        const payload = JSON.stringify({ at: new Date().toISOString(), position, head: head.toString('hex') })
        appendFileSync(
          join(dataDir, 'checkpoints.jsonl'),
          `${JSON.stringify({ payload, signature: signer.sign(payload), keyId: signer.keyId })}\n`,
        )
      },
      (error) => onError(error, 'sealer'),
    ),
    summaries: every(
      SUMMARIES_MS,
      async () => {
        await refreshStale(db)
      },
      (error) => onError(error, 'summaries'),
    ),
    sessions: every(
      3_600_000,
      () => logins.forgetExpired(),
      (error) => onError(error, 'sessions'),
    ),
  }
  return async () => {
    await Promise.all(Object.values(jobs).map((stop) => stop()))
  }
}
