import { type ClockReading, readClock } from '#app/domain/clock.ts'
import { ok, refuse } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { readInstant } from '#db/queries/instant.ts'
import { listUndecidedOutages } from '#db/queries/outages.ts'
import { countAnswers, findRoomHead, listIncidents, listMessages, listSeats } from '#db/queries/room.ts'
import { findSittingRole } from '#db/queries/staff.ts'
import { Blueprint, sizeOf } from '#question-bank/blueprint.ts'

/** A clock as pages and clients read it: instants in ISO 8601. */
export type ClockJson = {
  phase: ClockReading['phase']
  now: string
  deadlineAt: string | null
  remainingMs: number
}

export const clockJson = (clock: ClockReading): ClockJson => ({
  ...clock,
  now: clock.now.toISOString(),
  deadlineAt: clock.deadlineAt?.toISOString() ?? null,
})

type Seat = Awaited<ReturnType<typeof listSeats>>[number]
type Head = NonNullable<Awaited<ReturnType<typeof findRoomHead>>>

/** The whole room at a glance, for its proctors and inspectors; nobody else's sitting exists. */
export async function readRoom({ db, accountId }: { db: Db; accountId: string }, sittingId: string) {
  const role = await findSittingRole(db, { sittingId, accountId })
  const head = role ? await findRoomHead(db, sittingId) : null
  if (!role || !head) return refuse('not-found')
  const now = await readInstant(db)
  const seats = await listSeats(db, sittingId)
  const attemptIds = seats.flatMap((seat) => (seat.attemptId ? [seat.attemptId] : []))
  const counts = await countAnswers(db, { examId: head.exam.id, attemptIds })
  const messages = await listMessages(db, sittingId)
  const incidents = await listIncidents(db, sittingId)
  return ok({
    role,
    now: now.toISOString(),
    sitting: sittingView(head),
    seats: seats.map((seat) => seatView(seat, counts, now)),
    messages: messages.map(({ message, acknowledgedBy }) => ({
      id: message.id,
      registrationId: message.registrationId,
      text: message.text,
      sentAt: message.sentAt.toISOString(),
      acknowledgedBy,
    })),
    incidents: incidents.map(({ incident, recordedBy }) => ({
      id: incident.id,
      registrationId: incident.registrationId,
      kind: incident.kind,
      tier: incident.tier,
      note: incident.note,
      at: incident.at.toISOString(),
      recordedBy,
    })),
    outages: (await listUndecidedOutages(db, sittingId)).map(({ id, from, until, lostMs }) => ({
      id,
      from: from.toISOString(),
      until: until.toISOString(),
      lostMs,
    })),
  })
}

function sittingView({ sitting, exam, room, centre }: Head) {
  return {
    id: sitting.id,
    examTitleZh: exam.titleZh,
    examTitleEn: exam.titleEn,
    centreZh: centre.nameZh,
    centreEn: centre.nameEn,
    roomZh: room.nameZh,
    roomEn: room.nameEn,
    columns: room.columns,
    startsAt: sitting.startsAt.toISOString(),
    startedAt: sitting.startedAt?.toISOString() ?? null,
    pausedAt: sitting.pausedAt?.toISOString() ?? null,
    closedAt: sitting.closedAt?.toISOString() ?? null,
    durationMs: exam.durationMs,
    givenMs: sitting.givenMs,
    itemCount: sizeOf(Blueprint.parse(exam.rules.blueprint)).items,
  }
}

type Counts = Awaited<ReturnType<typeof countAnswers>>

function seatView(seat: Seat, counts: Counts, now: Date) {
  return {
    registrationId: seat.registration.id,
    seatNumber: seat.seatNumber ?? 0,
    ticketNo: seat.registration.ticketNo ?? '',
    name: seat.name,
    departmentZh: seat.departmentZh,
    departmentEn: seat.departmentEn,
    idTail: seat.idTail,
    lockedUntil: seat.lockedUntil && seat.lockedUntil > now ? seat.lockedUntil.toISOString() : null,
    checkedInAt: seat.registration.checkedInAt?.toISOString() ?? null,
    attempt: attemptView(seat, counts, now),
  }
}

function attemptView(seat: Seat, counts: Counts, now: Date) {
  const { attemptId, state, deadlineAt, pausedAt, graceMs } = seat
  if (!attemptId || !state || !deadlineAt || graceMs === null) return null
  return {
    attemptId,
    state,
    clock: clockJson(readClock({ state, deadlineAt, pausedAt, graceMs }, now)),
    answered: counts.answered.get(attemptId) ?? 0,
    givenMs: seat.givenMs ?? 0,
    closedBy: seat.closedBy,
    handOverOpen: seat.handOverOpenedAt !== null,
    heldEntries: counts.held.get(attemptId) ?? 0,
  }
}
