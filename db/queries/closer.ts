import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { attempts } from '../schema/attempts.ts'
import { exams } from '../schema/campaigns.ts'
import { installation } from '../schema/organisation.ts'
import { sittings } from '../schema/sittings.ts'

/** Sittings whose time has come and that nobody has started. */
export async function listSittingsDue(db: Db, now: Date) {
  return db
    .select({ id: sittings.id, startsAt: sittings.startsAt })
    .from(sittings)
    .where(and(isNull(sittings.startedAt), isNull(sittings.closedAt), lte(sittings.startsAt, now)))
}

/**
 * Open sittings past their last possible deadline (grace included), not paused, with no open attempt; with an id, that
 * one only.
 */
export async function listSittingsOver(db: Db, now: Date, sittingId?: string) {
  return db
    .select({ id: sittings.id })
    .from(sittings)
    .innerJoin(exams, eq(exams.id, sittings.examId))
    .where(
      and(
        isNull(sittings.closedAt),
        isNull(sittings.pausedAt),
        sittingId === undefined ? undefined : eq(sittings.id, sittingId),
        sql`${sittings.startedAt} + make_interval(secs => (${exams.durationMs} + ${sittings.givenMs} + ${sittings.pausedMs} + ${exams.graceMs}) / 1000.0) < ${now.toISOString()}::timestamptz`,
        sql`not exists (select 1 from ${attempts} where ${attempts.sittingId} = ${sittings.id} and ${attempts.state} in ('answering', 'paused'))`,
      ),
    )
}

/** The closer's own last sign of life, kept so that a restart knows how long it was away. */
export async function readCloserMark(db: Db): Promise<Date | null> {
  const [row] = await db.select().from(installation).where(eq(installation.key, 'closer'))
  // Safe: only writeCloserMark writes this key.
  return row ? new Date((row.value as { at: string }).at) : null
}

export async function writeCloserMark(db: Db, at: Date): Promise<void> {
  const value = { at: at.toISOString() }
  await db
    .insert(installation)
    .values({ key: 'closer', value })
    .onConflictDoUpdate({ target: installation.key, set: { value } })
}

export async function countOpenAttempts(db: Db): Promise<number> {
  return db.$count(attempts, inArray(attempts.state, ['answering', 'paused']))
}
