import { asc, desc, gt, inArray, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { auditLog, auditSeals } from '../schema/audit.ts'

export type AuditRow = typeof auditLog.$inferSelect

/** Any number, the same in every process: one sealer at a time. */
const SEAL_LOCK = 7_041_946

/** @returns False when another process is sealing. */
export async function takeSealLock(tx: Db): Promise<boolean> {
  const { rows } = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(${SEAL_LOCK}) as taken`,
  )
  return rows[0]?.taken === true
}

/** The newest seal, with the transaction of its row (0 when the row is gone). */
export async function findLastSeal(tx: Db) {
  const [row] = await tx
    .select({
      position: auditSeals.position,
      digest: auditSeals.digest,
      txid: sql<string>`coalesce(${auditLog.txid}, '0'::xid8)::text`,
    })
    .from(auditSeals)
    .leftJoin(auditLog, sql`${auditLog.id} = ${auditSeals.auditId}`)
    .orderBy(desc(auditSeals.position))
    .limit(1)
  return row ?? null
}

/**
 * Rows that no seal covers and whose transactions are all over, in the order of those transactions: nothing
 * older can still appear.
 *
 * @param after The transaction of the last sealed row: everything before it is sealed already.
 */
export async function listUnsealed(tx: Db, after: string, limit: number): Promise<AuditRow[]> {
  return tx
    .select()
    .from(auditLog)
    .where(
      sql`${auditLog.txid} >= ${after}::xid8 and ${auditLog.txid} < pg_snapshot_xmin(pg_current_snapshot()) and not exists (select 1 from ${auditSeals} where ${auditSeals.auditId} = ${auditLog.id})`,
    )
    .orderBy(sql`${auditLog.txid}`, asc(auditLog.id))
    .limit(limit)
}

export async function insertSeals(tx: Db, rows: (typeof auditSeals.$inferInsert)[]): Promise<void> {
  await tx.insert(auditSeals).values(rows)
}

/** Seals after a position, each with its row (null: the row is gone). */
export async function listSealed(db: Db, after: number, limit: number) {
  return db
    .select({ seal: auditSeals, row: auditLog })
    .from(auditSeals)
    .leftJoin(auditLog, sql`${auditLog.id} = ${auditSeals.auditId}`)
    .where(gt(auditSeals.position, after))
    .orderBy(asc(auditSeals.position))
    .limit(limit)
}

/** The digests of the seals at these positions; those that are not there are left out. */
export async function findSealDigests(db: Db, positions: readonly number[]): Promise<Map<number, Buffer>> {
  const found = new Map<number, Buffer>()
  for (let from = 0; from < positions.length; from += 1000) {
    const rows = await db
      .select({ position: auditSeals.position, digest: auditSeals.digest })
      .from(auditSeals)
      .where(inArray(auditSeals.position, positions.slice(from, from + 1000)))
    for (const { position, digest } of rows) found.set(position, digest)
  }
  return found
}
