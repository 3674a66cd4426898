import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { attempts, heldEntries, receipts } from '../schema/attempts.ts'
import { acceptances, exams, registrations } from '../schema/campaigns.ts'
import { people, units } from '../schema/organisation.ts'
import { centres, rooms, seats, sittings } from '../schema/sittings.ts'

const placed = {
  registration: registrations,
  exam: exams,
  sitting: sittings,
  room: { nameZh: rooms.nameZh, nameEn: rooms.nameEn },
  centre: { nameZh: centres.nameZh, nameEn: centres.nameEn, address: centres.address },
  seatNumber: seats.number,
}

const selectPlaced = (db: Db) =>
  db
    .select(placed)
    .from(registrations)
    .innerJoin(exams, eq(exams.id, registrations.examId))
    .leftJoin(sittings, eq(sittings.id, registrations.sittingId))
    .leftJoin(rooms, eq(rooms.id, sittings.roomId))
    .leftJoin(centres, eq(centres.id, rooms.centreId))
    .leftJoin(seats, eq(seats.id, registrations.seatId))

export type PlacedRegistration = Awaited<ReturnType<typeof listPlacedRegistrations>>[number]

/** Everything a person is entered for and has not been withdrawn from, with exam, sitting and seat. */
export async function listPlacedRegistrations(db: Db, personId: string) {
  return selectPlaced(db)
    .where(and(eq(registrations.personId, personId), isNull(registrations.withdrawnAt)))
    .orderBy(asc(registrations.id))
}

/** One registration of this person; another person's is not found. */
export async function findPlacedRegistration(
  db: Db,
  key: { registrationId: string; personId: string },
): Promise<PlacedRegistration | null> {
  const [row] = await selectPlaced(db).where(
    and(
      eq(registrations.id, key.registrationId),
      eq(registrations.personId, key.personId),
      isNull(registrations.withdrawnAt),
    ),
  )
  return row ?? null
}

export type AttemptWithReceipt = Awaited<ReturnType<typeof listAttemptsWithReceipts>>[number]

/** The attempts of registrations that were not annulled, oldest try first, each with its newest receipt. */
export async function listAttemptsWithReceipts(db: Db, registrationIds: readonly string[]) {
  if (registrationIds.length === 0) return []
  const newest = db
    .selectDistinctOn([receipts.attemptId], { attemptId: receipts.attemptId, id: receipts.id })
    .from(receipts)
    .innerJoin(attempts, eq(attempts.id, receipts.attemptId))
    .where(inArray(attempts.registrationId, [...registrationIds]))
    .orderBy(receipts.attemptId, desc(receipts.issuedAt), desc(receipts.id))
    .as('newest')
  const rows = await db
    .select({ attempt: attempts, receiptId: newest.id })
    .from(attempts)
    .leftJoin(newest, eq(newest.attemptId, attempts.id))
    .where(inArray(attempts.registrationId, [...registrationIds]))
    .orderBy(asc(attempts.tryNo))
  return rows.filter(({ attempt }) => attempt.state !== 'annulled')
}

/** Who a candidate is, as far as the own pages show it: never the whole ID number. */
export async function findCandidate(db: Db, personId: string) {
  const [row] = await db
    .select({
      name: people.name,
      employeeNo: people.employeeNo,
      idTail: people.idNumberTail,
      unitId: people.unitId,
      unitZh: units.nameZh,
      unitEn: units.nameEn,
    })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(eq(people.id, personId))
  return row ?? null
}

export async function listAcceptances(db: Db, registrationId: string) {
  return db
    .select({
      document: acceptances.document,
      version: acceptances.version,
      acceptedAt: acceptances.acceptedAt,
    })
    .from(acceptances)
    .where(eq(acceptances.registrationId, registrationId))
    .orderBy(asc(acceptances.acceptedAt))
}

/** @returns False when this version had been accepted before: the first time counts. */
export async function insertAcceptance(tx: Db, row: typeof acceptances.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(acceptances)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: acceptances.id })
  return rows.length > 0
}

/** An attempt of this person with its newest receipt; another person's is not found. */
export async function findAttemptOfPerson(db: Db, key: { attemptId: string; personId: string }) {
  const [row] = await db
    .select({ attempt: attempts, receiptId: receipts.id })
    .from(attempts)
    .leftJoin(receipts, eq(receipts.attemptId, attempts.id))
    .where(and(eq(attempts.id, key.attemptId), eq(attempts.personId, key.personId)))
    .orderBy(desc(receipts.issuedAt), desc(receipts.id))
    .limit(1)
  return row ?? null
}

/** How many answers of an attempt came too late or from an old machine, and are kept for a person to see. */
export async function countHeld(db: Db, key: { examId: string; attemptId: string }): Promise<number> {
  return db.$count(
    heldEntries,
    and(eq(heldEntries.examId, key.examId), eq(heldEntries.attemptId, key.attemptId)),
  )
}

/** A receipt with the attempt and the registration it speaks of. */
export async function findReceiptWithAttempt(db: Db, receiptId: string) {
  const [row] = await db
    .select({ receipt: receipts, attempt: attempts })
    .from(receipts)
    .innerJoin(attempts, eq(attempts.id, receipts.attemptId))
    .where(eq(receipts.id, receiptId))
  return row ?? null
}
