import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

import type { Db } from '../client.ts'
import { questions, questionVersions } from '../schema/bank.ts'
import { exams } from '../schema/campaigns.ts'
import { accounts } from '../schema/organisation.ts'
import { keyFixes, regradedAttempts } from '../schema/regrade.ts'

export type KeyFixRow = typeof keyFixes.$inferSelect

/**
 * Lets one correction of an exam be proposed or decided about at a time. Attempts of the exam begin and close
 * meanwhile: they do not lock the exam's row.
 */
export async function lockKeyFixesOf(tx: Db, examId: string): Promise<void> {
  await tx.select({ id: exams.id }).from(exams).where(eq(exams.id, examId)).for('no key update')
}

export async function insertKeyFix(tx: Db, row: typeof keyFixes.$inferInsert): Promise<KeyFixRow> {
  const [inserted] = await tx.insert(keyFixes).values(row).returning()
  if (!inserted) throw new Error('The correction was not written.')
  return inserted
}

/** What happened to a correction: only these columns may change. */
export type KeyFixStep = Pick<KeyFixRow, 'state'> &
  Partial<
    Pick<
      KeyFixRow,
      | 'decidedBy'
      | 'decidedAt'
      | 'decisionReason'
      | 'effect'
      | 'revertedBy'
      | 'revertedAt'
      | 'revertReason'
      | 'revertEffect'
    >
  >

export async function updateKeyFix(tx: Db, id: string, step: KeyFixStep): Promise<void> {
  await tx.update(keyFixes).set(step).where(eq(keyFixes.id, id))
}

/** The correction of a question in an exam that is proposed or in force; there is at most one. */
export async function findOpenKeyFix(
  tx: Db,
  key: { examId: string; questionVersionId: string },
): Promise<KeyFixRow | null> {
  const [row] = await tx
    .select()
    .from(keyFixes)
    .where(
      and(
        eq(keyFixes.examId, key.examId),
        eq(keyFixes.questionVersionId, key.questionVersionId),
        inArray(keyFixes.state, ['proposed', 'applied']),
      ),
    )
  return row ?? null
}

/** How many corrections of an exam wait for a decision. */
export async function countProposed(tx: Db, examId: string): Promise<number> {
  return tx.$count(keyFixes, and(eq(keyFixes.examId, examId), eq(keyFixes.state, 'proposed')))
}

const proposer = alias(accounts, 'proposer')
const decider = alias(accounts, 'decider')
const reverter = alias(accounts, 'reverter')

const selectNamed = (tx: Db) =>
  tx
    .select({
      fix: keyFixes,
      code: questions.code,
      version: questionVersions,
      proposedBy: proposer.name,
      decidedBy: decider.name,
      revertedBy: reverter.name,
    })
    .from(keyFixes)
    .innerJoin(questionVersions, eq(questionVersions.id, keyFixes.questionVersionId))
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .innerJoin(proposer, eq(proposer.id, keyFixes.proposedBy))
    .leftJoin(decider, eq(decider.id, keyFixes.decidedBy))
    .leftJoin(reverter, eq(reverter.id, keyFixes.revertedBy))

export type NamedKeyFix = Awaited<ReturnType<typeof listKeyFixes>>[number]

/** The corrections of an exam with their questions and with who did what, the newest first. */
export async function listKeyFixes(tx: Db, examId: string) {
  return selectNamed(tx)
    .where(eq(keyFixes.examId, examId))
    .orderBy(desc(keyFixes.proposedAt), desc(keyFixes.id))
}

/** One correction of this exam; another exam's is not found. */
export async function findKeyFix(
  tx: Db,
  key: { examId: string; keyFixId: string },
): Promise<NamedKeyFix | null> {
  const [row] = await selectNamed(tx).where(
    and(eq(keyFixes.id, key.keyFixId), eq(keyFixes.examId, key.examId)),
  )
  return row ?? null
}

/** The versions of a question that papers of an exam have, the newest first. */
export async function listVersionsInExam(tx: Db, examId: string, code: string) {
  return tx
    .select({ code: questions.code, version: questionVersions })
    .from(questionVersions)
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .where(and(eq(questions.code, code), inPapersOf(examId)))
    .orderBy(desc(questionVersions.version))
}

/** One question version, if a paper of the exam has it. */
export async function findVersionInExam(tx: Db, examId: string, versionId: string) {
  const [row] = await tx
    .select({ code: questions.code, version: questionVersions })
    .from(questionVersions)
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .where(and(eq(questionVersions.id, versionId), inPapersOf(examId)))
  return row ?? null
}

const inPapersOf = (examId: string) => sql`exists (
  select from papers p where p.exam_id = ${examId}
    and p.items @> jsonb_build_array(jsonb_build_object('questionVersionId', ${questionVersions.id}::text)))`

/** What corrections did to one attempt, the oldest first. */
export async function listRegrades(tx: Db, attemptId: string) {
  return tx
    .select()
    .from(regradedAttempts)
    .where(eq(regradedAttempts.attemptId, attemptId))
    .orderBy(asc(regradedAttempts.at), asc(regradedAttempts.id))
}

/** What corrections did to these attempts and why, the oldest first: for the candidates. */
export async function listRegradesWithReasons(tx: Db, attemptIds: readonly string[]) {
  if (attemptIds.length === 0) return []
  return tx
    .select({
      regrade: regradedAttempts,
      isVoid: sql<boolean>`${keyFixes.newKey} is null`,
      reason: sql<string>`case when ${regradedAttempts.reverted} then coalesce(${keyFixes.revertReason}, '') else ${keyFixes.reason} end`,
    })
    .from(regradedAttempts)
    .innerJoin(keyFixes, eq(keyFixes.id, regradedAttempts.keyFixId))
    .where(inArray(regradedAttempts.attemptId, [...attemptIds]))
    .orderBy(asc(regradedAttempts.at), asc(regradedAttempts.id))
}
