import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { type AttemptRow, lockAttempt, updateAttempt } from '#db/queries/attempts.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { notify } from '#db/queries/notify.ts'
import { insertIncident } from '#db/queries/room.ts'
import { findPersonUnit } from '#db/queries/staff.ts'

import type { Signer } from '../receipts/signer.ts'
import { actorOf, maySteward, type StaffContext } from '../sittings/staff-context.ts'
import { closeAttempt, readReceipt, type Receipt } from './close-attempt.ts'

export type StaffRefusal = 'not-found' | 'not-open'

/** Lets the candidate go on at another machine: the next take-over succeeds, once. The old machine stops writing then. */
export function handOverSeat(
  staff: StaffContext,
  attemptId: string,
  reason: string,
): Promise<Result<{ openedAt: Date }, StaffRefusal>> {
  return onAttempt(staff, attemptId, async (tx, attempt, now) => {
    if (!isOpen(attempt)) return refuse('not-open')
    await updateAttempt(tx, attemptId, { handOverOpenedAt: now })
    await record(tx, staff, { attempt, at: now, action: 'attempt.hand-over-opened', reason })
    await tell(tx, attempt, 'machine', { attemptId, handOverOpen: true })
    return ok({ openedAt: now })
  })
}

/** Hands in for a candidate, with a reason that stands in the record. */
export function forceHandIn(
  staff: StaffContext & { signer: Signer },
  attemptId: string,
  reason: string,
): Promise<Result<Receipt, StaffRefusal>> {
  return onAttempt(staff, attemptId, async (tx, attempt, now) => {
    if (attempt.state === 'handed-in') return ok(await readReceipt(tx, attempt, now))
    if (!isOpen(attempt)) return refuse('not-open')
    const closed = await closeAttempt(tx, staff.signer, attempt, {
      by: 'proctor',
      actor: actorOf(staff),
      reason,
      at: now,
    })
    return ok(await readReceipt(tx, closed, now))
  })
}

/**
 * Voids an attempt for a violation: it counts as sat and not passed, and may not be sat again. An open one is
 * closed and graded first, so that the record is whole.
 */
export function voidAttempt(
  staff: StaffContext & { signer: Signer },
  attemptId: string,
  reason: string,
): Promise<Result<{ voidedAt: Date }, StaffRefusal>> {
  return onAttempt(staff, attemptId, async (tx, attempt, now) => {
    if (attempt.state === 'void') return ok({ voidedAt: attempt.voidedAt ?? now })
    if (attempt.state === 'annulled') return refuse('not-open')
    if (isOpen(attempt))
      await closeAttempt(tx, staff.signer, attempt, { by: 'proctor', actor: actorOf(staff), reason, at: now })
    await updateAttempt(tx, attemptId, { state: 'void', voidedAt: now, voidReason: reason })
    await record(tx, staff, { attempt, at: now, action: 'attempt.voided', reason })
    if (attempt.sittingId) {
      await insertIncident(tx, {
        sittingId: attempt.sittingId,
        registrationId: attempt.registrationId,
        kind: 'voided',
        tier: 'serious',
        note: reason,
        recordedBy: staff.accountId,
        at: now,
      })
    }
    await tell(tx, attempt, 'closed', { attemptId, by: 'proctor' })
    return ok({ voidedAt: now })
  })
}

const isOpen = (attempt: AttemptRow) => attempt.state === 'answering' || attempt.state === 'paused'

/** Runs an act with the attempt's row locked, for somebody who may steward it; to others it does not exist. */
function onAttempt<Value, Refusal extends string>(
  staff: StaffContext,
  attemptId: string,
  act: (tx: Db, attempt: AttemptRow, now: Date) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | 'not-found'>> {
  return staff.db.transaction(async (tx) => {
    const attempt = await lockAttempt(tx, attemptId)
    if (!attempt || !(await maySteward(tx, staff, attempt))) return refuse('not-found')
    return act(tx, attempt, await readInstant(tx))
  })
}

async function record(
  tx: Db,
  staff: StaffContext,
  act: { attempt: AttemptRow; at: Date; action: string; reason: string },
): Promise<void> {
  await appendAudit(tx, {
    at: act.at,
    actor: actorOf(staff),
    action: act.action,
    subject: 'attempt',
    subjectId: act.attempt.id,
    unitId: await findPersonUnit(tx, act.attempt.personId),
    detail: { reason: act.reason },
  })
}

async function tell(
  tx: Db,
  attempt: AttemptRow,
  kind: 'machine' | 'closed',
  payload: unknown,
): Promise<void> {
  if (attempt.sittingId)
    await notify(tx, { sittingId: attempt.sittingId, registrationId: attempt.registrationId, kind, payload })
}
