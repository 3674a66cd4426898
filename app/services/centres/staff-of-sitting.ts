import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { lockSitting } from '#db/queries/attempts.ts'
import { appendAudit } from '#db/queries/audit.ts'
import {
  deleteSittingStaff,
  findSittingInRegion,
  insertSittingStaff,
  listAssignable,
  listStaffOfSitting,
  sitsIn,
} from '#db/queries/centres.ts'
import { readInstant } from '#db/queries/instant.ts'
import { listSittings } from '#db/queries/sitting-lists.ts'

import { type SittingSummary, summaryOf } from '../sittings/list-sittings.ts'
import { isUuid } from '../statistics/scope.ts'
import { actorOf, type CentreManager, centresOf } from './centre-manager.ts'

export type StaffRole = 'proctor' | 'inspector'
export type StaffMember = { accountId: string; role: StaffRole; name: string; login: string }

export type SittingStaffView = {
  sitting: SittingSummary
  staff: StaffMember[]
  /** Who could be added. */
  assignable: StaffMember[]
}

export type StaffingRefusal = 'not-found' | 'not-staff' | 'already' | 'is-candidate' | 'over' | 'last-proctor'

/** A sitting of one of my centres, with its proctors and inspectors. */
export async function readSittingStaff(
  manager: CentreManager,
  sittingId: string,
  now: Date,
): Promise<Result<SittingStaffView, 'not-found'>> {
  const found = await findOwn(manager.db, manager, sittingId)
  const [row] = found ? await listSittings(manager.db, [sittingId]) : []
  if (!found || !row) return refuse('not-found')
  const staff = await listStaffOfSitting(manager.db, sittingId)
  const assignable = await listAssignable(manager.db, found.unitId)
  return ok({
    sitting: summaryOf(row, now),
    staff,
    assignable: assignable.filter(({ accountId }) => !staff.some((one) => one.accountId === accountId)),
  })
}

/** Assigns a proctor or inspector. Nobody proctors the sitting in which they sit the exam themselves. */
export function assignStaff(
  manager: CentreManager,
  sittingId: string,
  wanted: { accountId: string; role: StaffRole },
): Promise<Result<StaffMember, StaffingRefusal>> {
  return onSitting(manager, sittingId, async (tx, { unitId, staff, phase, at }) => {
    const candidates = await listAssignable(tx, unitId)
    const chosen = candidates.find(
      ({ accountId, role }) => accountId === wanted.accountId && role === wanted.role,
    )
    if (!chosen) return refuse('not-staff')
    if (phase === 'over') return refuse('over')
    if (staff.some(({ accountId }) => accountId === chosen.accountId)) return refuse('already')
    const { accountId, personId, role, name, login } = chosen
    if (personId && (await sitsIn(tx, { sittingId, personId }))) return refuse('is-candidate')
    await insertSittingStaff(tx, { sittingId, accountId, role })
    await appendAudit(tx, {
      ...{
        at,
        actor: actorOf(manager),
        action: 'sitting.staff-added',
        subject: 'sitting',
        subjectId: sittingId,
      },
      unitId,
      detail: { accountId, login, role },
    })
    return ok({ accountId, role, name, login })
  })
}

/** Takes somebody off a sitting. The last proctor of a sitting that is going on stays. */
export function removeStaff(
  manager: CentreManager,
  sittingId: string,
  accountId: string,
): Promise<Result<StaffMember, StaffingRefusal>> {
  return onSitting(manager, sittingId, async (tx, { unitId, staff, phase, at }) => {
    const leaving = staff.find((one) => one.accountId === accountId)
    if (!leaving) return refuse('not-staff')
    // Who worked in a sitting that is over is part of its record.
    if (phase === 'over') return refuse('over')
    const isOpen = phase === 'open' || phase === 'paused'
    const proctors = staff.filter(({ role }) => role === 'proctor')
    if (isOpen && leaving.role === 'proctor' && proctors.length === 1) return refuse('last-proctor')
    await deleteSittingStaff(tx, { sittingId, accountId })
    await appendAudit(tx, {
      ...{
        at,
        actor: actorOf(manager),
        action: 'sitting.staff-removed',
        subject: 'sitting',
        subjectId: sittingId,
      },
      unitId,
      detail: { accountId, login: leaving.login, role: leaving.role },
    })
    return ok(leaving)
  })
}

type Own = { unitId: string; staff: StaffMember[]; phase: SittingSummary['phase']; at: Date }

/** Runs an act on a sitting of mine, its row locked: two managers cannot remove the last two proctors at once. */
function onSitting(
  manager: CentreManager,
  sittingId: string,
  act: (tx: Db, own: Own) => Promise<Result<StaffMember, StaffingRefusal>>,
): Promise<Result<StaffMember, StaffingRefusal>> {
  return manager.db.transaction(async (tx): Promise<Result<StaffMember, StaffingRefusal>> => {
    const found = await findOwn(tx, manager, sittingId)
    if (!found || !(await lockSitting(tx, sittingId))) return refuse('not-found')
    const at = await readInstant(tx)
    const [row] = await listSittings(tx, [sittingId])
    if (!row) return refuse('not-found')
    const staff = await listStaffOfSitting(tx, sittingId)
    return act(tx, { unitId: found.unitId, staff, phase: summaryOf(row, at).phase, at })
  })
}

const findOwn = async (tx: Db, manager: CentreManager, sittingId: string) =>
  isUuid(sittingId) ? findSittingInRegion(tx, centresOf(manager), sittingId) : null
