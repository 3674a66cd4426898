import { readClock, resumedDeadline } from '#app/domain/clock.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import {
  type AttemptRow,
  lockAttempt,
  lockOpenAttempts,
  lockSitting,
  updateAttempt,
  updateSitting,
} from '#db/queries/attempts.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { notify } from '#db/queries/notify.ts'
import { insertTimeGrant } from '#db/queries/room.ts'
import { findPersonUnit, findSittingUnit } from '#db/queries/staff.ts'

import { clockJson } from './read-room.ts'
import { actorOf, isProctorOf, maySteward, type StaffContext } from './staff-context.ts'

export type ClockRefusal = 'not-found' | 'not-open' | 'not-started' | 'already-paused' | 'not-paused'
export type Grant = { addMs: number; reason: string }

/**
 * Gives time to everybody in a room: those who sit now and those who enter later. The deadlines move in the same
 * transaction as the record of the reason.
 */
export function giveTimeToAll(
  staff: StaffContext,
  sittingId: string,
  grant: Grant,
): Promise<Result<{ givenMs: number; attempts: number }, ClockRefusal>> {
  return onSitting(staff, sittingId, async (tx, room) =>
    ok(await grantToAll(tx, staff, room, { ...grant, kind: 'given' })),
  )
}

/** Gives time to everybody of a room that is locked. */
export async function grantToAll(
  tx: Db,
  staff: StaffContext,
  { sitting, attempts, now }: LockedRoom,
  { addMs, reason, kind }: Grant & { kind: 'given' | 'outage' },
): Promise<{ givenMs: number; attempts: number }> {
  for (const attempt of attempts) await extend(tx, attempt, addMs, now)
  const givenMs = sitting.givenMs + addMs
  await updateSitting(tx, sitting.id, { givenMs })
  await insertTimeGrant(tx, {
    sittingId: sitting.id,
    addedMs: addMs,
    kind,
    reason,
    grantedBy: staff.accountId,
    at: now,
  })
  await record(tx, staff, {
    at: now,
    sittingId: sitting.id,
    action: 'sitting.time-given',
    detail: { addMs, reason, kind, attempts: attempts.length },
  })
  return { givenMs, attempts: attempts.length }
}

/** Gives time to one candidate, also in the last second: the row lock orders it with the closer. */
export function giveTime(
  staff: StaffContext,
  attemptId: string,
  grant: Grant,
): Promise<Result<{ deadlineAt: Date }, ClockRefusal>> {
  return staff.db.transaction(async (tx) => {
    const attempt = await lockAttempt(tx, attemptId)
    if (!attempt || !(await maySteward(tx, staff, attempt))) return refuse('not-found')
    const now = await readInstant(tx)
    if (attempt.state !== 'answering' && attempt.state !== 'paused') return refuse('not-open')

    const moved = await extend(tx, attempt, grant.addMs, now)
    await insertTimeGrant(tx, {
      sittingId: attempt.sittingId,
      attemptId,
      addedMs: grant.addMs,
      kind: 'given',
      reason: grant.reason,
      grantedBy: staff.accountId,
      at: now,
    })
    await appendAudit(tx, {
      at: now,
      actor: actorOf(staff),
      action: 'attempt.time-given',
      subject: 'attempt',
      subjectId: attemptId,
      unitId: await findPersonUnit(tx, attempt.personId),
      detail: { ...grant, deadlineAt: moved.deadlineAt.toISOString() },
    })
    return ok({ deadlineAt: moved.deadlineAt })
  })
}

/** Stops the clock of a whole room. Nothing is lost: answers made meanwhile wait in the browsers. */
export function pauseSitting(
  staff: StaffContext,
  sittingId: string,
  reason: string,
): Promise<Result<{ pausedAt: Date }, ClockRefusal>> {
  return onSitting(staff, sittingId, async (tx, { sitting, attempts, now }) => {
    if (sitting.pausedAt) return refuse('already-paused')
    for (const attempt of attempts) {
      if (attempt.state !== 'answering' || readClock(attempt, now).phase === 'closed') continue
      await announceClock(tx, await updateAttempt(tx, attempt.id, { state: 'paused', pausedAt: now }), now)
    }
    await updateSitting(tx, sittingId, { pausedAt: now })
    await record(tx, staff, {
      at: now,
      sittingId,
      action: 'sitting.paused',
      detail: { reason, attempts: attempts.length },
    })
    return ok({ pausedAt: now })
  })
}

/** Lets the clock of a room go on: every deadline moves by exactly as long as it stood. */
export function resumeSitting(
  staff: StaffContext,
  sittingId: string,
  reason: string,
): Promise<Result<{ pausedMs: number }, ClockRefusal>> {
  return onSitting(staff, sittingId, async (tx, { sitting, attempts, now }) => {
    if (!sitting.pausedAt) return refuse('not-paused')
    for (const attempt of attempts) {
      if (attempt.state !== 'paused' || !attempt.pausedAt) continue
      const deadlineAt = resumedDeadline(attempt.deadlineAt, attempt.pausedAt, now)
      await announceClock(
        tx,
        await updateAttempt(tx, attempt.id, { state: 'answering', pausedAt: null, deadlineAt }),
        now,
      )
    }
    const stoodMs = now.getTime() - sitting.pausedAt.getTime()
    await updateSitting(tx, sittingId, { pausedAt: null, pausedMs: sitting.pausedMs + stoodMs })
    await insertTimeGrant(tx, {
      sittingId,
      addedMs: stoodMs,
      kind: 'pause',
      reason,
      grantedBy: staff.accountId,
      at: now,
    })
    await record(tx, staff, { at: now, sittingId, action: 'sitting.resumed', detail: { reason, stoodMs } })
    return ok({ pausedMs: sitting.pausedMs + stoodMs })
  })
}

type SittingRow = NonNullable<Awaited<ReturnType<typeof lockSitting>>>

/** A started, open sitting and its open attempts, all locked, and the clock read after the last lock (rule C9). */
export type LockedRoom = { sitting: SittingRow; attempts: readonly AttemptRow[]; now: Date }

/** Runs an act on a started, open sitting that this proctor runs. */
export function onSitting<Value, Refusal extends string>(
  staff: StaffContext,
  sittingId: string,
  act: (tx: StaffContext['db'], room: LockedRoom) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | 'not-found' | 'not-open' | 'not-started'>> {
  return staff.db.transaction(async (tx) => {
    const sitting = (await isProctorOf(tx, staff, sittingId)) ? await lockSitting(tx, sittingId) : null
    if (!sitting) return refuse('not-found')
    if (sitting.closedAt) return refuse('not-open')
    const attempts = await lockOpenAttempts(tx, sittingId)
    const now = await readInstant(tx)
    if (!sitting.startedAt && sitting.startsAt > now) return refuse('not-started')
    return act(tx, { sitting, attempts, now })
  })
}

async function extend(tx: Db, attempt: AttemptRow, addMs: number, now: Date): Promise<AttemptRow> {
  const moved = await updateAttempt(tx, attempt.id, {
    deadlineAt: new Date(attempt.deadlineAt.getTime() + addMs),
    givenMs: attempt.givenMs + addMs,
  })
  await announceClock(tx, moved, now)
  return moved
}

async function announceClock(tx: Db, attempt: AttemptRow, now: Date): Promise<void> {
  if (!attempt.sittingId) return
  await notify(tx, {
    sittingId: attempt.sittingId,
    registrationId: attempt.registrationId,
    kind: 'clock',
    payload: { clock: clockJson(readClock(attempt, now)), givenMs: attempt.givenMs },
  })
}

/** Writes down what was done to a sitting, and has its pages read it again. */
export async function record(
  tx: Db,
  staff: StaffContext,
  act: { at: Date; sittingId: string; action: string; detail: Record<string, unknown> },
): Promise<void> {
  await appendAudit(tx, {
    at: act.at,
    actor: actorOf(staff),
    action: act.action,
    subject: 'sitting',
    subjectId: act.sittingId,
    unitId: await findSittingUnit(tx, act.sittingId),
    detail: act.detail,
  })
  await notify(tx, { sittingId: act.sittingId, kind: 'answers', payload: { action: act.action } })
}
