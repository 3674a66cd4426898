import { and, eq, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { questionVersions } from '../schema/bank.ts'
import { keyFixes } from '../schema/regrade.ts'

/** What an item of an exam is graded by. */
export type ExamKey = {
  /** The options that are right; null: the item is void. */
  key: string[] | null
  /** The correction that says so; null: the version's own key. */
  keyFixId: string | null
}

/**
 * The keys of question versions in one exam: their own, or what a correction in force says instead. Whoever grades an
 * attempt grades by these.
 *
 * @see docs/rules/regrade.md Rule K1.
 */
export async function readExamKeys(
  tx: Db,
  examId: string,
  versionIds: readonly string[],
): Promise<Map<string, ExamKey>> {
  const inForce = and(eq(keyFixes.examId, examId), eq(keyFixes.state, 'applied'))
  return readKeys(tx, inForce, versionIds)
}

/** The keys of question versions under exactly these corrections of an exam: as a receipt says it was graded. */
export async function readKeysUnder(
  tx: Db,
  { examId, keyFixIds }: { examId: string; keyFixIds: readonly string[] },
  versionIds: readonly string[],
): Promise<Map<string, ExamKey>> {
  const named = and(
    eq(keyFixes.examId, examId),
    sql`${keyFixes.id} = any(${sql.param([...keyFixIds])}::uuid[])`,
  )
  return readKeys(tx, named, versionIds)
}

async function readKeys(
  tx: Db,
  holds: ReturnType<typeof and>,
  versionIds: readonly string[],
): Promise<Map<string, ExamKey>> {
  const rows = await tx
    .select({
      id: questionVersions.id,
      own: questionVersions.key,
      keyFixId: keyFixes.id,
      fixed: keyFixes.newKey,
    })
    .from(questionVersions)
    .leftJoin(keyFixes, and(eq(keyFixes.questionVersionId, questionVersions.id), holds))
    .where(sql`${questionVersions.id} = any(${sql.param([...versionIds])}::uuid[])`)
  return new Map(
    rows.map(({ id, own, keyFixId, fixed }) => [id, { key: keyFixId === null ? own : fixed, keyFixId }]),
  )
}

/**
 * Keeps the keys of an exam as they are until the transaction ends. Whoever closes an attempt takes it before reading
 * the keys; any number may hold it at once.
 */
export async function shareExamKeys(tx: Db, examId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${lockOf(examId)})`)
}

/** Waits until nobody is closing an attempt of the exam, and lets nobody begin to, until the transaction ends. */
export async function holdExamKeys(tx: Db, examId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockOf(examId)})`)
}

// An advisory lock and not one on the exam's row: hundreds of attempts close in the same second, without a write for
// each, and whoever waits to change a key is not overtaken for ever.
const lockOf = (examId: string) => sql`hashtextextended(${`exam-keys ${examId}`}, 0)`
