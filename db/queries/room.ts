import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

import type { Db } from '../client.ts'
import { attempts, heldEntries, responses, timeGrants } from '../schema/attempts.ts'
import { exams, registrations } from '../schema/campaigns.ts'
import { accounts, people, units } from '../schema/organisation.ts'
import {
  centres,
  incidents,
  messageAcknowledgements,
  messages,
  rooms,
  seats,
  sittings,
} from '../schema/sittings.ts'

/** A sitting with its exam, room and centre, as the room page heads it. */
export async function findRoomHead(db: Db, sittingId: string) {
  const [row] = await db
    .select({ sitting: sittings, exam: exams, room: rooms, centre: centres })
    .from(sittings)
    .innerJoin(exams, eq(exams.id, sittings.examId))
    .innerJoin(rooms, eq(rooms.id, sittings.roomId))
    .innerJoin(centres, eq(centres.id, rooms.centreId))
    .where(eq(sittings.id, sittingId))
  return row ?? null
}

/** Everybody registered for a sitting, in seat order, with department and newest attempt. */
export async function listSeats(db: Db, sittingId: string) {
  const newest = db
    .selectDistinctOn([attempts.registrationId])
    .from(attempts)
    .where(and(eq(attempts.sittingId, sittingId), sql`${attempts.state} <> 'annulled'`))
    .orderBy(attempts.registrationId, desc(attempts.tryNo))
    .as('newest')
  const section = alias(units, 'section')
  return db
    .select({
      registration: registrations,
      seatNumber: seats.number,
      name: people.name,
      idTail: people.idNumberTail,
      departmentZh: section.nameZh,
      departmentEn: section.nameEn,
      lockedUntil: accounts.lockedUntil,
      attemptId: newest.id,
      state: newest.state,
      examId: newest.examId,
      deadlineAt: newest.deadlineAt,
      pausedAt: newest.pausedAt,
      graceMs: newest.graceMs,
      givenMs: newest.givenMs,
      closedBy: newest.closedBy,
      handOverOpenedAt: newest.handOverOpenedAt,
    })
    .from(registrations)
    .innerJoin(people, eq(people.id, registrations.personId))
    .innerJoin(section, eq(section.id, people.unitId))
    .leftJoin(seats, eq(seats.id, registrations.seatId))
    .leftJoin(accounts, eq(accounts.personId, people.id))
    .leftJoin(newest, eq(newest.registrationId, registrations.id))
    .where(and(eq(registrations.sittingId, sittingId), sql`${registrations.withdrawnAt} is null`))
    .orderBy(asc(seats.number))
}

/** How many items of each attempt are answered at the moment, and how many entries are held. */
export async function countAnswers(db: Db, key: { examId: string; attemptIds: readonly string[] }) {
  if (key.attemptIds.length === 0)
    return { answered: new Map<string, number>(), held: new Map<string, number>() }
  const scope = and(eq(responses.examId, key.examId), inArray(responses.attemptId, [...key.attemptIds]))
  const current = db
    .selectDistinctOn([responses.attemptId, responses.itemId], {
      attemptId: responses.attemptId,
      response: responses.response,
    })
    .from(responses)
    .where(scope)
    .orderBy(responses.attemptId, responses.itemId, desc(responses.generation), desc(responses.seq))
    .as('current')
  const answered = await db
    .select({ attemptId: current.attemptId, count: sql<number>`count(*)::int` })
    .from(current)
    .where(sql`jsonb_array_length(${current.response}) > 0`)
    .groupBy(current.attemptId)
  const held = await db
    .select({ attemptId: heldEntries.attemptId, count: sql<number>`count(*)::int` })
    .from(heldEntries)
    .where(and(eq(heldEntries.examId, key.examId), inArray(heldEntries.attemptId, [...key.attemptIds])))
    .groupBy(heldEntries.attemptId)
  return {
    answered: new Map(answered.map((row) => [row.attemptId, row.count])),
    held: new Map(held.map((row) => [row.attemptId, row.count])),
  }
}

export async function listMessages(db: Db, sittingId: string) {
  return db
    .select({
      message: messages,
      acknowledgedBy: sql<
        string[]
      >`coalesce(array_agg(${messageAcknowledgements.registrationId}) filter (where ${messageAcknowledgements.registrationId} is not null), '{}')`,
    })
    .from(messages)
    .leftJoin(messageAcknowledgements, eq(messageAcknowledgements.messageId, messages.id))
    .where(eq(messages.sittingId, sittingId))
    .groupBy(messages.id)
    .orderBy(desc(messages.sentAt))
    .limit(100)
}

export async function listIncidents(db: Db, sittingId: string) {
  return db
    .select({ incident: incidents, recordedBy: accounts.name })
    .from(incidents)
    .leftJoin(accounts, eq(accounts.id, incidents.recordedBy))
    .where(eq(incidents.sittingId, sittingId))
    .orderBy(desc(incidents.at))
    .limit(200)
}

export async function insertMessage(
  tx: Db,
  row: typeof messages.$inferInsert,
): Promise<typeof messages.$inferSelect> {
  const [inserted] = await tx.insert(messages).values(row).returning()
  if (!inserted) throw new Error('The message was not written.')
  return inserted
}

export async function insertIncident(
  tx: Db,
  row: typeof incidents.$inferInsert,
): Promise<typeof incidents.$inferSelect> {
  const [inserted] = await tx.insert(incidents).values(row).returning()
  if (!inserted) throw new Error('The incident was not written.')
  return inserted
}

export async function insertTimeGrant(tx: Db, row: typeof timeGrants.$inferInsert): Promise<void> {
  await tx.insert(timeGrants).values(row)
}

/** Messages to a registration (its own, or to the whole room) that it has not acknowledged. */
export async function listPendingMessages(db: Db, key: { sittingId: string; registrationId: string }) {
  return db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.sittingId, key.sittingId),
        sql`(${messages.registrationId} is null or ${messages.registrationId} = ${key.registrationId})`,
        sql`not exists (select 1 from ${messageAcknowledgements} a where a.message_id = ${messages.id} and a.registration_id = ${key.registrationId})`,
      ),
    )
    .orderBy(asc(messages.sentAt))
}

/** @returns False when it was acknowledged before. */
export async function insertAcknowledgement(
  tx: Db,
  row: typeof messageAcknowledgements.$inferInsert,
): Promise<boolean> {
  const rows = await tx.insert(messageAcknowledgements).values(row).onConflictDoNothing().returning()
  return rows.length > 0
}

export async function findRegistration(tx: Db, registrationId: string) {
  const [row] = await tx.select().from(registrations).where(eq(registrations.id, registrationId))
  return row ?? null
}

/** A registration that was not withdrawn, locked until the transaction ends. */
export async function lockPlacedRegistration(tx: Db, registrationId: string) {
  const [row] = await tx
    .select()
    .from(registrations)
    .where(and(eq(registrations.id, registrationId), isNull(registrations.withdrawnAt)))
    .for('no key update')
  return row ?? null
}

export async function updateRegistration(
  tx: Db,
  registrationId: string,
  change: Partial<typeof registrations.$inferInsert>,
): Promise<void> {
  await tx.update(registrations).set(change).where(eq(registrations.id, registrationId))
}
