import { and, asc, desc, eq, isNull, notExists, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { outageDecisions, outages } from '../schema/attempts.ts'
import { sittings } from '../schema/sittings.ts'

export async function insertOutage(tx: Db, row: { from: Date; until: Date; lostMs: number }): Promise<void> {
  await tx.insert(outages).values(row)
}

/** Outages that ended at `since` or later, newest first. */
export async function listOutages(db: Db, since: Date) {
  return db
    .select()
    .from(outages)
    .where(sql`${outages.until} >= ${since.toISOString()}::timestamptz`)
    .orderBy(desc(outages.until))
}

/** What an open sitting lost by an outage: never more than the time for which it had already started. */
export type LostTime = { id: string; from: Date; until: Date; lostMs: number }

/** Outages that fell into an open sitting and that nobody has decided about yet, oldest first. */
export async function listUndecidedOutages(db: Db, sittingId: string): Promise<LostTime[]> {
  const decided = db
    .select({ one: sql`1` })
    .from(outageDecisions)
    .where(and(eq(outageDecisions.outageId, outages.id), eq(outageDecisions.sittingId, sittings.id)))
  return db
    .select({
      id: outages.id,
      from: outages.from,
      until: outages.until,
      lostMs: sql<number>`least(${outages.lostMs}, ceil(extract(epoch from ${outages.until} - ${sittings.startedAt}) * 1000))::float8`,
    })
    .from(sittings)
    .innerJoin(outages, sql`${outages.until} > ${sittings.startedAt}`)
    .where(and(eq(sittings.id, sittingId), isNull(sittings.closedAt), notExists(decided)))
    .orderBy(asc(outages.until))
}

export async function insertOutageDecision(tx: Db, row: typeof outageDecisions.$inferInsert): Promise<void> {
  await tx.insert(outageDecisions).values(row)
}

/** Sittings that have started and are not closed. */
export async function listRunningSittings(db: Db): Promise<{ id: string }[]> {
  return db
    .select({ id: sittings.id })
    .from(sittings)
    .where(and(isNull(sittings.closedAt), sql`${sittings.startedAt} is not null`))
}
