import { ok, refuse, type Result } from '#app/domain/result.ts'
import { findSitting } from '#db/queries/attempts.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { unlockPersonAccount } from '#db/queries/lockout.ts'
import { readInstant } from '#db/queries/instant.ts'
import { notify } from '#db/queries/notify.ts'
import {
  findRegistration,
  insertAcknowledgement,
  insertIncident,
  insertMessage,
  listPendingMessages,
  lockPlacedRegistration,
  updateRegistration,
} from '#db/queries/room.ts'
import { findPersonUnit, findSittingUnit } from '#db/queries/staff.ts'
import type { Db } from '#db/client.ts'

import { actorOf, isProctorOf, type StaffContext } from './staff-context.ts'

export type RoomRefusal = 'not-found'

/** Sends a message to one candidate, or to the whole room; each must acknowledge it. */
export function sendMessage(
  staff: StaffContext,
  sittingId: string,
  message: { text: string; registrationId?: string | undefined },
): Promise<Result<{ messageId: string }, RoomRefusal>> {
  return staff.db.transaction(async (tx) => {
    if (!(await isProctorOf(tx, staff, sittingId))) return refuse('not-found')
    if (!(await belongsTo(tx, sittingId, message.registrationId))) return refuse('not-found')
    const now = await readInstant(tx)
    const registrationId = message.registrationId ?? null
    const row = await insertMessage(tx, {
      sittingId,
      registrationId,
      text: message.text,
      sentBy: staff.accountId,
      sentAt: now,
    })
    await appendAudit(tx, {
      at: now,
      actor: actorOf(staff),
      action: 'message.sent',
      subject: 'sitting',
      subjectId: sittingId,
      unitId: await findSittingUnit(tx, sittingId),
      detail: { messageId: row.id, registrationId, text: message.text },
    })
    await notify(tx, {
      sittingId,
      registrationId,
      kind: 'message',
      payload: { id: row.id, text: row.text, sentAt: now.toISOString() },
    })
    return ok({ messageId: row.id })
  })
}

/** Records that a candidate has read a message. Twice is once. */
export function acknowledgeMessage(
  { db, name, accountId }: StaffContext,
  place: { sittingId: string; registrationId: string },
  messageId: string,
): Promise<Result<null, RoomRefusal>> {
  return db.transaction(async (tx) => {
    const pending = await listPendingMessages(tx, place)
    const now = await readInstant(tx)
    if (!pending.some((message) => message.id === messageId)) return refuse('not-found')
    const first = await insertAcknowledgement(tx, {
      messageId,
      registrationId: place.registrationId,
      acknowledgedAt: now,
    })
    if (first) {
      await appendAudit(tx, {
        at: now,
        actor: { id: accountId, name },
        action: 'message.acknowledged',
        subject: 'message',
        subjectId: messageId,
        unitId: await findSittingUnit(tx, place.sittingId),
        detail: place,
      })
      await notify(tx, { ...place, kind: 'acknowledged', payload: { messageId } })
    }
    return ok(null)
  })
}

export type IncidentReport = {
  kind: string
  tier: 'ordinary' | 'serious' | 'very-serious'
  note: string
  registrationId?: string | undefined
}

/** Records an incident. It changes nothing else: evidence, never a verdict. */
export function recordIncident(
  staff: StaffContext,
  sittingId: string,
  report: IncidentReport,
): Promise<Result<{ incidentId: string }, RoomRefusal>> {
  return staff.db.transaction(async (tx) => {
    if (!(await isProctorOf(tx, staff, sittingId))) return refuse('not-found')
    if (!(await belongsTo(tx, sittingId, report.registrationId))) return refuse('not-found')
    const now = await readInstant(tx)
    const { kind, tier, note, registrationId = null } = report
    const row = await insertIncident(tx, {
      sittingId,
      registrationId,
      kind,
      tier,
      note,
      recordedBy: staff.accountId,
      at: now,
    })
    await appendAudit(tx, {
      at: now,
      actor: actorOf(staff),
      action: 'incident.recorded',
      subject: 'sitting',
      subjectId: sittingId,
      unitId: await findSittingUnit(tx, sittingId),
      detail: { incidentId: row.id, registrationId, kind, tier },
    })
    await notify(tx, { sittingId, registrationId, kind: 'incident', payload: { incidentId: row.id, tier } })
    return ok({ incidentId: row.id })
  })
}

/** A fact that the system itself noted: camera or connection lost and back. It stands in the incident list. */
export async function noteFact(
  db: Db,
  fact: {
    sittingId: string
    registrationId: string
    kind: string
    detail?: Record<string, unknown> | undefined
  },
): Promise<void> {
  await db.transaction(async (tx) => {
    const at = await readInstant(tx)
    await insertIncident(tx, {
      sittingId: fact.sittingId,
      registrationId: fact.registrationId,
      kind: fact.kind,
      tier: 'ordinary',
      note: '',
      recordedBy: null,
      at,
      detail: fact.detail ?? null,
    })
    await appendAudit(tx, {
      at,
      actor: { id: null, name: 'system' },
      action: `fact.${fact.kind}`,
      subject: 'registration',
      subjectId: fact.registrationId,
      unitId: await findSittingUnit(tx, fact.sittingId),
      detail: { sittingId: fact.sittingId },
    })
    await notify(tx, {
      sittingId: fact.sittingId,
      registrationId: fact.registrationId,
      kind: 'incident',
      payload: { kind: fact.kind },
    })
  })
}

/** At the desk of one sitting, a registration for another is not found. */
type AtDesk = { sittingId?: string }

/**
 * A proctor compared the ID card with the person: 核验通过. Twice is once.
 *
 * @returns `closed`: who was there is part of the record of a sitting that is over.
 */
export function checkIn(
  staff: StaffContext,
  registrationId: string,
  desk: AtDesk = {},
): Promise<Result<{ checkedInAt: Date }, RoomRefusal | 'closed'>> {
  return onRegistration(staff, { registrationId, ...desk }, async (tx, registration, now) => {
    if (registration.checkedInAt) return ok({ checkedInAt: registration.checkedInAt })
    if ((await findSitting(tx, registration.sittingId))?.closedAt) return refuse('closed')
    await updateRegistration(tx, registrationId, { checkedInAt: now, checkedInBy: staff.accountId })
    await appendAudit(tx, {
      at: now,
      actor: actorOf(staff),
      action: 'registration.checked-in',
      subject: 'registration',
      subjectId: registrationId,
      unitId: await findPersonUnit(tx, registration.personId),
    })
    await notify(tx, { sittingId: registration.sittingId, registrationId, kind: 'checked-in', payload: {} })
    return ok({ checkedInAt: now })
  })
}

/** Lifts a login lockout at the door, for somebody of this sitting. */
export function liftLockout(
  staff: StaffContext,
  registrationId: string,
  desk: AtDesk = {},
): Promise<Result<null, RoomRefusal>> {
  return onRegistration(staff, { registrationId, ...desk }, async (tx, registration, now) => {
    await unlockPersonAccount(tx, registration.personId)
    await appendAudit(tx, {
      at: now,
      actor: actorOf(staff),
      action: 'account.unlocked',
      subject: 'registration',
      subjectId: registrationId,
      unitId: await findPersonUnit(tx, registration.personId),
      detail: { personId: registration.personId },
    })
    await notify(tx, {
      sittingId: registration.sittingId,
      registrationId,
      kind: 'checked-in',
      payload: { unlocked: true },
    })
    return ok(null)
  })
}

type Placed = NonNullable<Awaited<ReturnType<typeof lockPlacedRegistration>>> & { sittingId: string }

function onRegistration<Value, Refusal extends string>(
  staff: StaffContext,
  wanted: { registrationId: string } & AtDesk,
  act: (tx: Db, registration: Placed, now: Date) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | RoomRefusal>> {
  return staff.db.transaction(async (tx): Promise<Result<Value, Refusal | RoomRefusal>> => {
    const registration = await lockPlacedRegistration(tx, wanted.registrationId)
    const sittingId = registration?.sittingId
    if (!registration || !sittingId || !(await isProctorOf(tx, staff, sittingId))) return refuse('not-found')
    if (wanted.sittingId && wanted.sittingId !== sittingId) return refuse('not-found')
    return act(tx, { ...registration, sittingId }, await readInstant(tx))
  })
}

async function belongsTo(tx: Db, sittingId: string, registrationId: string | undefined): Promise<boolean> {
  return registrationId === undefined || (await findRegistration(tx, registrationId))?.sittingId === sittingId
}
