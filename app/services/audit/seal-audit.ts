import { createHash } from 'node:crypto'

import type { Db } from '#db/client.ts'
import { readInstant } from '#db/queries/instant.ts'
import { type AuditRow, findLastSeal, insertSeals, listUnsealed, takeSealLock } from '#db/queries/seals.ts'

const BATCH = 1000

/** The digest of nothing: what the first seal stands on. */
export const noSeal = Buffer.alloc(32)

/**
 * Chains the audit rows that were committed since the last call, in commit order. No transaction ever waits for
 * it. Any number of processes may call it.
 *
 * @returns How many rows were sealed, and the head of the chain.
 */
export function sealAudit(db: Db): Promise<{ sealed: number; position: number; head: Buffer }> {
  return db.transaction(async (tx) => {
    const last = (await takeSealLock(tx)) ? await findLastSeal(tx) : undefined
    if (last === undefined) return { sealed: 0, position: 0, head: noSeal }
    let head = last?.digest ?? noSeal
    let position = last?.position ?? 0
    const rows = await listUnsealed(tx, last?.txid ?? '0', BATCH)
    const sealedAt = await readInstant(tx)
    const seals = rows.map((row) => {
      head = sealOf(head, row)
      position += 1
      return { position, auditId: row.id, digest: head, sealedAt }
    })
    if (seals.length > 0) await insertSeals(tx, seals)
    return { sealed: seals.length, position, head }
  })
}

/** SHA-256 over the predecessor and the row's canonical content: fields in fixed order, keys of `detail` as stored. */
export function sealOf(previous: Buffer, row: AuditRow): Buffer {
  const content = JSON.stringify([
    row.id,
    row.txid,
    row.at.toISOString(),
    row.actorId,
    row.actor,
    row.action,
    row.subject,
    row.subjectId,
    row.unitId,
    row.detail,
  ])
  return createHash('sha256').update(previous).update(content).digest()
}
