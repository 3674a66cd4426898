import { ok, refuse, type Result } from '#app/domain/result.ts'
import { lockSitting, updateSitting } from '#db/queries/attempts.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { notify } from '#db/queries/notify.ts'
import { findSittingUnit } from '#db/queries/staff.ts'

import { actorOf, isProctorOf, type StaffContext } from './staff-context.ts'

export type StartSittingRefusal = 'not-found' | 'already-started' | 'closed' | 'too-early'

/** A slip of the finger must not spend tomorrow's sitting today. */
const EARLIEST_MS = 3_600_000

/** Starts a sitting now, at most an hour before its planned time. The clock of everybody in the room counts from here. */
export function startSitting(
  staff: StaffContext,
  sittingId: string,
  reason?: string,
): Promise<Result<{ startedAt: Date }, StartSittingRefusal>> {
  return staff.db.transaction(async (tx) => {
    const sitting = (await isProctorOf(tx, staff, sittingId)) ? await lockSitting(tx, sittingId) : null
    if (!sitting) return refuse('not-found')
    const now = await readInstant(tx)
    if (sitting.closedAt) return refuse('closed')
    if (sitting.startedAt || sitting.startsAt <= now) return refuse('already-started')
    if (sitting.startsAt.getTime() - now.getTime() > EARLIEST_MS) return refuse('too-early')

    await updateSitting(tx, sittingId, { startedAt: now })
    await appendAudit(tx, {
      at: now,
      actor: actorOf(staff),
      action: 'sitting.started',
      subject: 'sitting',
      subjectId: sittingId,
      unitId: await findSittingUnit(tx, sittingId),
      detail: { planned: sitting.startsAt.toISOString(), ...(reason ? { reason } : {}) },
    })
    await notify(tx, { sittingId, kind: 'started', payload: { startedAt: now.toISOString() } })
    return ok({ startedAt: now })
  })
}
