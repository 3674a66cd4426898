import type { Db } from '#db/client.ts'
import { lockOverdue, lockSitting, updateSitting } from '#db/queries/attempts.ts'
import { appendAudit, theProgram } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { notify } from '#db/queries/notify.ts'
import {
  countOpenAttempts,
  listSittingsDue,
  listSittingsOver,
  readCloserMark,
  writeCloserMark,
} from '#db/queries/closer.ts'
import { insertOutage, listOutages, listRunningSittings } from '#db/queries/outages.ts'
import { findSittingUnit } from '#db/queries/staff.ts'

import type { Signer } from '../receipts/signer.ts'
import { closeAttempt } from './close-attempt.ts'

/** Longer between two ticks, or a clock that jumped by more, means an outage of ours. */
const OUTAGE_MS = 15_000
/** After an outage nothing is closed for so long: answers on their way, and a proctor who gives time back, come first. */
const HOLD_MS = 60_000

/** How often the closer leaves a sign of life in the database. */
const MARK_MS = 3000

/** A tick that closes for longer leaves the rest to the next one: its own work must not look like an outage. */
const BUSY_MS = 3000

/** How many attempts are closed in one transaction. */
const BATCH = 50

/**
 * What the closer remembers between its ticks: the database's clock, and a monotonic one. When the two disagree, a
 * clock jumped. `lastMs` null: the first tick of a process, which asks the database when the closer last lived.
 */
export type CloserState = { lastMs: number | null; lastTickMs: number; markedMs: number; holdUntilMs: number }

export const newCloser: CloserState = { lastMs: null, lastTickMs: 0, markedMs: 0, holdUntilMs: 0 }

/** An attempt that could not be closed: the next tick tries again, and a person must hear of it. */
export type CloseFailure = { attemptId: string; error: unknown }

/**
 * One tick of the closer: starts sittings whose time has come, closes attempts whose deadline and grace are over,
 * and sittings in which nobody sits any more. Any number of processes may run it.
 *
 * @param tickMs A monotonic clock, milliseconds.
 */
export async function closerTick(
  { db, signer }: { db: Db; signer: Signer },
  state: CloserState,
  tickMs: number,
): Promise<{ state: CloserState; closed: number; failures: CloseFailure[] }> {
  const now = await readInstant(db)
  const next = await watchOutage(db, state, { now, tickMs })
  await startDueSittings(db, now)
  const failures: CloseFailure[] = []
  if (now.getTime() < next.holdUntilMs) return { state: next, closed: 0, failures }
  let closed = 0
  for (;;) {
    const some = await closeSome({ db, signer }, failures)
    closed += some.closed
    if (some.found < BATCH || (await readInstant(db)).getTime() - now.getTime() > BUSY_MS) break
  }
  await closeEmptySittings(db)
  return { state: next, closed, failures }
}

async function watchOutage(
  db: Db,
  state: CloserState,
  at: { now: Date; tickMs: number },
): Promise<CloserState> {
  const nowMs = at.now.getTime()
  const next = { ...state, lastMs: nowMs, lastTickMs: at.tickMs }
  const lost = await lostMs(db, state, { nowMs, tickMs: at.tickMs })
  // A process that has just begun keeps the hold of an outage that another one, or the one before it, has recorded.
  if (state.lastMs === null) next.holdUntilMs = await heldUntil(db, nowMs)
  if (lost >= OUTAGE_MS && (await countOpenAttempts(db)) > 0) {
    await recordOutage(db, at.now, lost)
    next.holdUntilMs = nowMs + HOLD_MS
  }
  // Last, so that no other process finds a fresh sign of life before it can find the outage.
  if (nowMs - state.markedMs >= MARK_MS) {
    await writeCloserMark(db, at.now)
    next.markedMs = nowMs
  }
  return next
}

async function heldUntil(db: Db, nowMs: number): Promise<number> {
  const [newest] = await listOutages(db, new Date(nowMs - HOLD_MS))
  return newest ? newest.until.getTime() + HOLD_MS : 0
}

async function recordOutage(db: Db, now: Date, lost: number): Promise<void> {
  const from = new Date(now.getTime() - lost)
  await db.transaction(async (tx) => {
    await insertOutage(tx, { from, until: now, lostMs: lost })
    const detail = { from: from.toISOString(), lostMs: lost }
    await appendAudit(tx, {
      at: now,
      actor: theProgram,
      action: 'outage.noticed',
      subject: 'platform',
      detail,
    })
    // Their proctors decide whether the time is given back.
    for (const { id } of await listRunningSittings(tx))
      await notify(tx, { sittingId: id, kind: 'answers', payload: { action: 'outage.noticed' } })
  })
}

/** How long nothing was heard of the closer, or by how much the clocks disagree: milliseconds. */
async function lostMs(db: Db, state: CloserState, at: { nowMs: number; tickMs: number }): Promise<number> {
  if (state.lastMs === null) {
    const mark = await readCloserMark(db)
    return mark ? at.nowMs - mark.getTime() : 0
  }
  const byDatabase = at.nowMs - state.lastMs
  const byTicks = at.tickMs - state.lastTickMs
  return Math.max(byDatabase, byTicks, Math.abs(byDatabase - byTicks))
}

/**
 * Closes overdue attempts in one transaction, each behind a savepoint: one that cannot be closed keeps nobody else
 * waiting, and is not taken again in this tick.
 */
function closeSome(
  { db, signer }: { db: Db; signer: Signer },
  failures: CloseFailure[],
): Promise<{ found: number; closed: number }> {
  return db.transaction(async (tx) => {
    const before = await readInstant(tx)
    const failed = failures.map(({ attemptId }) => attemptId)
    const overdue = await lockOverdue(tx, before, { limit: BATCH, without: failed })
    const at = await readInstant(tx)
    let closed = 0
    for (const attempt of overdue) {
      try {
        await tx.transaction((inner) =>
          closeAttempt(inner, signer, attempt, { by: 'server', actor: theProgram, at }),
        )
        closed += 1
      } catch (error) {
        failures.push({ attemptId: attempt.id, error })
      }
    }
    return { found: overdue.length, closed }
  })
}

async function startDueSittings(db: Db, now: Date): Promise<void> {
  for (const { id, startsAt } of await listSittingsDue(db, now)) {
    await db.transaction(async (tx) => {
      // A proctor, a candidate or another process may have started it since.
      const sitting = await lockSitting(tx, id)
      if (!sitting || sitting.startedAt || sitting.closedAt) return
      await updateSitting(tx, id, { startedAt: startsAt })
      await appendAudit(tx, {
        at: now,
        actor: theProgram,
        action: 'sitting.started',
        subject: 'sitting',
        subjectId: id,
        unitId: await findSittingUnit(tx, id),
        detail: { planned: startsAt.toISOString() },
      })
      await notify(tx, { sittingId: id, kind: 'started', payload: { startedAt: startsAt.toISOString() } })
    })
  }
}

/** A sitting is over when its last possible deadline has passed and no attempt in it is open. */
async function closeEmptySittings(db: Db): Promise<void> {
  for (const { id } of await listSittingsOver(db, await readInstant(db))) {
    await db.transaction(async (tx) => {
      // Time may have been given, or the clock stopped, since: under the lock it is asked again.
      await lockSitting(tx, id)
      const now = await readInstant(tx)
      if ((await listSittingsOver(tx, now, id)).length === 0) return
      await updateSitting(tx, id, { closedAt: now })
      await appendAudit(tx, {
        at: now,
        actor: theProgram,
        action: 'sitting.closed',
        subject: 'sitting',
        subjectId: id,
        unitId: await findSittingUnit(tx, id),
      })
      await notify(tx, { sittingId: id, kind: 'closed', payload: { scope: 'sitting' } })
    })
  }
}
