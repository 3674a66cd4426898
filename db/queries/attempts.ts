import { and, asc, desc, eq, gt, inArray, isNull, lt, notInArray, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { attempts, papers, receipts, responses } from '../schema/attempts.ts'
import { exams, registrations } from '../schema/campaigns.ts'
import { questionVersions } from '../schema/bank.ts'
import { people } from '../schema/organisation.ts'
import { sittings } from '../schema/sittings.ts'
import { readInstant } from './instant.ts'

export type AttemptRow = typeof attempts.$inferSelect
export type PaperRow = typeof papers.$inferSelect
export type ExamRow = typeof exams.$inferSelect
export type RegistrationRow = typeof registrations.$inferSelect
export type SittingRow = typeof sittings.$inferSelect

/** A registration of this person, locked until the transaction ends; another person's is not found. */
export async function lockRegistration(
  tx: Db,
  key: { registrationId: string; personId: string },
): Promise<RegistrationRow | null> {
  const [row] = await tx
    .select()
    .from(registrations)
    .where(
      and(
        eq(registrations.id, key.registrationId),
        eq(registrations.personId, key.personId),
        isNull(registrations.withdrawnAt),
      ),
    )
    .for('no key update')
  return row ?? null
}

export async function requireExam(tx: Db, examId: string): Promise<ExamRow> {
  const [row] = await tx.select().from(exams).where(eq(exams.id, examId))
  if (!row) throw new Error(`Exam ${examId} is missing.`)
  return row
}

export async function findSitting(tx: Db, sittingId: string): Promise<SittingRow | null> {
  const [row] = await tx.select().from(sittings).where(eq(sittings.id, sittingId))
  return row ?? null
}

/** Locks a sitting; every act on its clock goes through this row first, then its attempts in id order. */
export async function lockSitting(tx: Db, sittingId: string): Promise<SittingRow | null> {
  const [row] = await tx.select().from(sittings).where(eq(sittings.id, sittingId)).for('no key update')
  return row ?? null
}

export async function updateSitting(tx: Db, sittingId: string, change: Partial<SittingRow>): Promise<void> {
  await tx.update(sittings).set(change).where(eq(sittings.id, sittingId))
}

/** All attempts of a registration that count, oldest first. */
export async function listAttempts(tx: Db, registrationId: string): Promise<AttemptRow[]> {
  return tx
    .select()
    .from(attempts)
    .where(eq(attempts.registrationId, registrationId))
    .orderBy(asc(attempts.tryNo))
}

/** Locks one attempt, as the answer path does. */
export async function lockAttempt(tx: Db, attemptId: string): Promise<AttemptRow | null> {
  const [row] = await tx.select().from(attempts).where(eq(attempts.id, attemptId)).for('no key update')
  return row ?? null
}

/** Locks the open attempts of a sitting, in the order of their ids. */
export async function lockOpenAttempts(tx: Db, sittingId: string): Promise<AttemptRow[]> {
  return tx
    .select()
    .from(attempts)
    .where(and(eq(attempts.sittingId, sittingId), inArray(attempts.state, ['answering', 'paused'])))
    .orderBy(asc(attempts.id))
    .for('no key update')
}

/** Overdue attempts that no other process is closing at this moment, locked. */
export async function lockOverdue(
  tx: Db,
  now: Date,
  { limit, without }: { limit: number; without: readonly string[] },
): Promise<AttemptRow[]> {
  return tx
    .select()
    .from(attempts)
    .where(
      and(
        eq(attempts.state, 'answering'),
        notInArray(attempts.id, [...without]),
        lt(
          attempts.deadlineAt,
          sql`${now.toISOString()}::timestamptz - make_interval(secs => ${attempts.graceMs} / 1000.0)`,
        ),
      ),
    )
    .orderBy(asc(attempts.id))
    .limit(limit)
    .for('no key update', { skipLocked: true })
}

/**
 * An attempt of this person (another person's is not found), and the database's clock read while nobody could change it. Whoever is changing it is waited for, and
 * whoever changes it afterwards reads a later clock: of two such readings the later one is the truer (rule C9).
 */
export function findAttemptNow(
  db: Db,
  key: { attemptId: string; personId: string },
): Promise<{ attempt: AttemptRow; now: Date } | null> {
  return db.transaction(async (tx) => {
    const [attempt] = await tx
      .select()
      .from(attempts)
      .where(and(eq(attempts.id, key.attemptId), eq(attempts.personId, key.personId)))
      .for('share')
    return attempt ? { attempt, now: await readInstant(tx) } : null
  })
}

export async function findAttemptById(tx: Db, attemptId: string): Promise<AttemptRow | null> {
  const [row] = await tx.select().from(attempts).where(eq(attempts.id, attemptId))
  return row ?? null
}

export async function insertAttempt(tx: Db, row: typeof attempts.$inferInsert): Promise<AttemptRow> {
  const [inserted] = await tx.insert(attempts).values(row).returning()
  if (!inserted) throw new Error('The attempt was not written.')
  return inserted
}

export async function updateAttempt(
  tx: Db,
  attemptId: string,
  change: Partial<typeof attempts.$inferInsert>,
): Promise<AttemptRow> {
  const [row] = await tx.update(attempts).set(change).where(eq(attempts.id, attemptId)).returning()
  if (!row) throw new Error(`Attempt ${attemptId} is missing.`)
  return row
}

export async function findPaper(
  tx: Db,
  key: { registrationId: string; tryNo: number },
): Promise<PaperRow | null> {
  const [row] = await tx
    .select()
    .from(papers)
    .where(and(eq(papers.registrationId, key.registrationId), eq(papers.tryNo, key.tryNo)))
  return row ?? null
}

export async function requirePaper(tx: Db, paperId: string): Promise<PaperRow> {
  const [row] = await tx.select().from(papers).where(eq(papers.id, paperId))
  if (!row) throw new Error(`Paper ${paperId} is missing.`)
  return row
}

export async function insertPaper(tx: Db, row: typeof papers.$inferInsert): Promise<PaperRow> {
  const [inserted] = await tx.insert(papers).values(row).returning()
  if (!inserted) throw new Error('The paper was not written.')
  return inserted
}

export type QuestionVersionRow = typeof questionVersions.$inferSelect

/** The question versions that a paper pins, by id. */
export async function readQuestionVersions(
  tx: Db,
  ids: readonly string[],
): Promise<Map<string, QuestionVersionRow>> {
  const rows = await tx
    .select()
    .from(questionVersions)
    .where(inArray(questionVersions.id, [...ids]))
  return new Map(rows.map((row) => [row.id, row]))
}

export type ResponseRow = typeof responses.$inferSelect

/** The whole answer log of an attempt, in the order of its chain. */
export async function listResponses(
  tx: Db,
  key: { examId: string; attemptId: string },
): Promise<ResponseRow[]> {
  return tx
    .select()
    .from(responses)
    .where(and(eq(responses.examId, key.examId), eq(responses.attemptId, key.attemptId)))
    .orderBy(asc(responses.link))
}

export type CurrentResponse = { itemId: string; response: string[]; seq: number; serverAt: Date }

/** The current answer per item: the row with the highest (generation, seq). */
export async function currentResponses(
  tx: Db,
  key: { examId: string; attemptId: string },
): Promise<CurrentResponse[]> {
  return tx
    .selectDistinctOn([responses.itemId], {
      itemId: responses.itemId,
      response: responses.response,
      seq: responses.seq,
      serverAt: responses.serverAt,
    })
    .from(responses)
    .where(and(eq(responses.examId, key.examId), eq(responses.attemptId, key.attemptId)))
    .orderBy(responses.itemId, sql`${responses.generation} desc`, sql`${responses.seq} desc`)
}

export type ReceiptRow = typeof receipts.$inferSelect

/** The newest receipt of an attempt: what holds. */
export async function findReceipt(tx: Db, attemptId: string): Promise<ReceiptRow | null> {
  const [row] = await tx
    .select()
    .from(receipts)
    .where(eq(receipts.attemptId, attemptId))
    .orderBy(desc(receipts.issuedAt), desc(receipts.id))
    .limit(1)
  return row ?? null
}

/** Every receipt of an attempt, the oldest first: after a correction of its score there are several. */
export async function listReceipts(tx: Db, attemptId: string): Promise<ReceiptRow[]> {
  return tx
    .select()
    .from(receipts)
    .where(eq(receipts.attemptId, attemptId))
    .orderBy(asc(receipts.issuedAt), asc(receipts.id))
}

export async function findReceiptById(tx: Db, receiptId: string) {
  const [row] = await tx.select().from(receipts).where(eq(receipts.id, receiptId))
  return row ?? null
}

export async function insertReceipt(tx: Db, row: typeof receipts.$inferInsert) {
  const [inserted] = await tx.insert(receipts).values(row).returning()
  if (!inserted) throw new Error('The receipt was not written.')
  return inserted
}

export async function requirePersonUnit(
  tx: Db,
  personId: string,
): Promise<{ unitId: string; name: string; employeeNo: string }> {
  const [row] = await tx
    .select({ unitId: people.unitId, name: people.name, employeeNo: people.employeeNo })
    .from(people)
    .where(eq(people.id, personId))
  if (!row) throw new Error(`Person ${personId} is missing.`)
  return row
}

/** Attempts in the order of their ids, after one: to walk through all of them. */
export async function listAttemptsAfter(db: Db, after: string, limit: number): Promise<AttemptRow[]> {
  return db.select().from(attempts).where(gt(attempts.id, after)).orderBy(asc(attempts.id)).limit(limit)
}
