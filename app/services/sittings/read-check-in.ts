import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { listExpected, listSittings } from '#db/queries/sitting-lists.ts'
import { findSittingRole } from '#db/queries/staff.ts'

import { isUuid } from '../statistics/scope.ts'
import { type SittingSummary, summaryOf } from './list-sittings.ts'

/** Somebody expected at the door. The ID number is never there in full. */
export type Expected = {
  registrationId: string
  ticketNo: string
  seatNumber: number | null
  name: string
  employeeNo: string
  /** The last four signs. */
  idTail: string
  departmentZh: string
  departmentEn: string
  state: 'expected' | 'checked-in' | 'sitting' | 'handed-in'
  checkedInAt: Date | null
  /** Until when the login is locked; null when it is not. */
  lockedUntil: Date | null
}

export type CheckInView = { sitting: SittingSummary; expected: Expected[] }

/** What somebody typed or scanned at the door. A full ID number comes as its keyed hash only. */
export type Wanted = { text: string; idNumberHash: string | null }

type Proctor = { db: Db; accountId: string }

/** The check-in desk of a sitting, for its proctors. Nobody else's sitting exists. */
export async function readCheckIn(
  proctor: Proctor,
  sittingId: string,
  now: Date,
): Promise<Result<CheckInView, 'not-found'>> {
  const sitting = await findOwnSitting(proctor, sittingId, now)
  if (!sitting) return refuse('not-found')
  const rows = await listExpected(proctor.db, sittingId)
  return ok({ sitting, expected: rows.map((row) => expectedOf(row, now)) })
}

/**
 * Finds people of a sitting by ticket number (or its end), name, employee number, the last four signs of the ID
 * number, or the whole of it.
 *
 * @returns Ids of registrations in seat order; none when nobody fits.
 */
export async function findExpected(
  proctor: Proctor,
  sittingId: string,
  wanted: Wanted,
): Promise<Result<string[], 'not-found'>> {
  if (!(await isOwn(proctor, sittingId))) return refuse('not-found')
  const rows = await listExpected(proctor.db, sittingId)
  return ok(rows.filter((row) => fits(row, wanted)).map(({ registrationId }) => registrationId))
}

/** Whether what was typed is a whole ID number, which must neither be kept nor shown. */
export const isIdNumber = (text: string): boolean => /^\d{17}[\dXx]$/.test(text)

type Row = Awaited<ReturnType<typeof listExpected>>[number]

async function isOwn({ db, accountId }: Proctor, sittingId: string): Promise<boolean> {
  return isUuid(sittingId) && (await findSittingRole(db, { sittingId, accountId })) === 'proctor'
}

async function findOwnSitting(proctor: Proctor, sittingId: string, now: Date) {
  const [row] = (await isOwn(proctor, sittingId)) ? await listSittings(proctor.db, [sittingId]) : []
  return row ? summaryOf(row, now) : null
}

/** Fewer signs of a ticket number would fit half the room. */
const shortestTicketEnd = 3

function fits(row: Row, { text, idNumberHash }: Wanted): boolean {
  if (idNumberHash) return row.idNumberHash === idNumberHash
  const wanted = text.toUpperCase()
  if (wanted === '') return false
  const ticket = row.ticketNo?.toUpperCase() ?? ''
  return (
    row.name.includes(text) ||
    row.employeeNo.toUpperCase() === wanted ||
    row.idTail.toUpperCase() === wanted ||
    (wanted.length >= shortestTicketEnd && ticket.endsWith(wanted))
  )
}

function expectedOf(row: Row, now: Date): Expected {
  const { registrationId, seatNumber, name, employeeNo, idTail, departmentZh, departmentEn, checkedInAt } =
    row
  return {
    registrationId,
    ticketNo: row.ticketNo ?? '',
    seatNumber,
    name,
    employeeNo,
    idTail,
    departmentZh,
    departmentEn,
    state: stateOf(row),
    checkedInAt,
    lockedUntil: row.lockedUntil && row.lockedUntil > now ? row.lockedUntil : null,
  }
}

function stateOf({ attemptState, checkedInAt }: Row): Expected['state'] {
  if (attemptState === 'answering' || attemptState === 'paused') return 'sitting'
  if (attemptState) return 'handed-in'
  return checkedInAt ? 'checked-in' : 'expected'
}
