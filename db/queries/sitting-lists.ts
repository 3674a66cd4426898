import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { attempts } from '../schema/attempts.ts'
import { exams, registrations } from '../schema/campaigns.ts'
import { accounts, people, units } from '../schema/organisation.ts'
import { centres, rooms, seats, sittings, sittingStaff } from '../schema/sittings.ts'

/** The sittings an account works in, the newest first. */
export async function listSittingIdsOfStaff(
  db: Db,
  { accountId, role }: { accountId: string; role: 'proctor' | 'inspector' },
): Promise<string[]> {
  const rows = await db
    .select({ id: sittings.id })
    .from(sittingStaff)
    .innerJoin(sittings, eq(sittings.id, sittingStaff.sittingId))
    .where(and(eq(sittingStaff.accountId, accountId), eq(sittingStaff.role, role)))
    .orderBy(desc(sittings.startsAt))
    .limit(200)
  return rows.map(({ id }) => id)
}

/** The sittings in rooms of these centres, the newest first. */
export async function listSittingIdsOfCentres(db: Db, centreIds: readonly string[]): Promise<string[]> {
  if (centreIds.length === 0) return []
  const rows = await db
    .select({ id: sittings.id })
    .from(sittings)
    .innerJoin(rooms, eq(rooms.id, sittings.roomId))
    .where(inArray(rooms.centreId, [...centreIds]))
    .orderBy(desc(sittings.startsAt))
    .limit(200)
  return rows.map(({ id }) => id)
}

export type ListedSitting = Awaited<ReturnType<typeof listSittings>>[number]

/** These sittings with exam, place and how many candidates are how far, by start time. */
export async function listSittings(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  const counts = countCandidates(db, ids)
  return db
    .select({
      sitting: sittings,
      exam: {
        titleZh: exams.titleZh,
        titleEn: exams.titleEn,
        durationMs: exams.durationMs,
        graceMs: exams.graceMs,
        lateLimitMs: exams.lateLimitMs,
      },
      room: { id: rooms.id, nameZh: rooms.nameZh, nameEn: rooms.nameEn },
      centre: { id: centres.id, nameZh: centres.nameZh, nameEn: centres.nameEn, unitId: centres.unitId },
      registered: sql<number>`coalesce(${counts.registered}, 0)`,
      checkedIn: sql<number>`coalesce(${counts.checkedIn}, 0)`,
      answering: sql<number>`coalesce(${counts.answering}, 0)`,
      closed: sql<number>`coalesce(${counts.closed}, 0)`,
    })
    .from(sittings)
    .innerJoin(exams, eq(exams.id, sittings.examId))
    .innerJoin(rooms, eq(rooms.id, sittings.roomId))
    .innerJoin(centres, eq(centres.id, rooms.centreId))
    .leftJoin(counts, eq(counts.sittingId, sittings.id))
    .where(inArray(sittings.id, [...ids]))
    .orderBy(asc(sittings.startsAt), asc(sittings.id))
}

function newestAttempts(db: Db, sittingIds: readonly string[]) {
  return db
    .selectDistinctOn([attempts.registrationId], {
      registrationId: attempts.registrationId,
      state: attempts.state,
    })
    .from(attempts)
    .where(and(inArray(attempts.sittingId, [...sittingIds]), sql`${attempts.state} <> 'annulled'`))
    .orderBy(attempts.registrationId, desc(attempts.tryNo))
    .as('newest')
}

function countCandidates(db: Db, sittingIds: readonly string[]) {
  const newest = newestAttempts(db, sittingIds)
  return db
    .select({
      sittingId: registrations.sittingId,
      registered: sql<number>`count(*)::int`.as('registered'),
      checkedIn: sql<number>`count(${registrations.checkedInAt})::int`.as('checked_in'),
      answering: sql<number>`(count(*) filter (where ${newest.state} in ('answering', 'paused')))::int`.as(
        'answering',
      ),
      closed: sql<number>`(count(*) filter (where ${newest.state} in ('handed-in', 'void')))::int`.as(
        'closed',
      ),
    })
    .from(registrations)
    .leftJoin(newest, eq(newest.registrationId, registrations.id))
    .where(and(inArray(registrations.sittingId, [...sittingIds]), isNull(registrations.withdrawnAt)))
    .groupBy(registrations.sittingId)
    .as('counts')
}

/** Everybody expected at the door of a sitting, in seat order. */
export async function listExpected(db: Db, sittingId: string) {
  const newest = newestAttempts(db, [sittingId])
  return db
    .select({
      registrationId: registrations.id,
      ticketNo: registrations.ticketNo,
      checkedInAt: registrations.checkedInAt,
      seatNumber: seats.number,
      name: people.name,
      employeeNo: people.employeeNo,
      idTail: people.idNumberTail,
      idNumberHash: people.idNumberHash,
      departmentZh: units.nameZh,
      departmentEn: units.nameEn,
      lockedUntil: accounts.lockedUntil,
      attemptState: newest.state,
    })
    .from(registrations)
    .innerJoin(people, eq(people.id, registrations.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .leftJoin(seats, eq(seats.id, registrations.seatId))
    .leftJoin(accounts, eq(accounts.personId, people.id))
    .leftJoin(newest, eq(newest.registrationId, registrations.id))
    .where(and(eq(registrations.sittingId, sittingId), isNull(registrations.withdrawnAt)))
    .orderBy(asc(seats.number), asc(people.name), asc(registrations.id))
}
