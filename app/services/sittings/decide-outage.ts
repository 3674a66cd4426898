import { ok, refuse, type Result } from '#app/domain/result.ts'
import { insertOutageDecision, listUndecidedOutages } from '#db/queries/outages.ts'

import { type ClockRefusal, grantToAll, onSitting, record } from './move-clock.ts'
import type { StaffContext } from './staff-context.ts'

export type OutageDecision = { giveBack: boolean; reason: string }

/**
 * Decides about time that a room lost by the platform's own fault: gives it back to everybody, or says why not. Either
 * way it is a recorded act of a person, made once (promise P4 of docs/architecture.md).
 *
 * @returns `already-decided`: a colleague was faster, or the outage did not fall into this sitting.
 */
export function decideOutage(
  staff: StaffContext,
  sittingId: string,
  outageId: string,
  { giveBack, reason }: OutageDecision,
): Promise<Result<{ addedMs: number }, ClockRefusal | 'already-decided'>> {
  return onSitting(staff, sittingId, async (tx, room) => {
    const { now } = room
    const outage = (await listUndecidedOutages(tx, sittingId)).find(({ id }) => id === outageId)
    if (!outage) return refuse('already-decided')
    const addedMs = giveBack ? outage.lostMs : 0
    await insertOutageDecision(tx, {
      outageId,
      sittingId,
      addedMs,
      reason,
      decidedBy: staff.accountId,
      at: now,
    })
    if (giveBack) {
      await grantToAll(tx, staff, room, { addMs: addedMs, reason, kind: 'outage' })
    } else {
      await record(tx, staff, {
        at: now,
        sittingId,
        action: 'sitting.outage-dismissed',
        detail: { outageId, reason },
      })
    }
    return ok({ addedMs })
  })
}
