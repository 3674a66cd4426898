import { and, eq, isNull, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { questions, questionVersions } from '../schema/bank.ts'
import { laws, lawVersions } from '../schema/laws.ts'
import { enemyPairs } from '../schema/question-relations.ts'
import { insertRows } from './insert-rows.ts'

type Law = typeof laws.$inferInsert
type LawVersion = typeof lawVersions.$inferInsert
/** A question that was never there before, with its first version. */
export type NewQuestion = {
  id: string
  code: string
  version: Omit<typeof questionVersions.$inferInsert, 'questionId'>
}

/** Any number, the same in every process: two starts at once must not both install. */
const INSTALL_LOCK = 7_041_947

/** Waits until no other process installs; the lock is kept until the transaction ends. */
export async function takeInstallLock(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${INSTALL_LOCK})`)
}

/** Adds laws and versions that are not there. @returns How many laws, and how many versions, were new. */
export async function addLaws(
  tx: Db,
  registry: { laws: Law[]; versions: LawVersion[] },
): Promise<{ laws: number; versions: number }> {
  const there = new Set((await tx.select({ id: laws.id }).from(laws)).map(({ id }) => id))
  await tx
    .insert(laws)
    .values(registry.laws)
    .onConflictDoUpdate({
      target: laws.id,
      set: { field: sql`excluded.field` },
      setWhere: eq(laws.field, ''),
    })
  const versions = await tx
    .insert(lawVersions)
    .values(registry.versions)
    .onConflictDoNothing()
    .returning({ id: lawVersions.lawId })
  return { laws: registry.laws.filter(({ id }) => !there.has(id)).length, versions: versions.length }
}

/** Writes the last day of a version that had none. @returns False when it had one already. */
export async function endLawVersion(
  tx: Db,
  { lawId, version, effectiveTo }: { lawId: string; version: string; effectiveTo: string },
): Promise<boolean> {
  const rows = await tx
    .update(lawVersions)
    .set({ effectiveTo })
    .where(
      and(eq(lawVersions.lawId, lawId), eq(lawVersions.version, version), isNull(lawVersions.effectiveTo)),
    )
    .returning({ id: lawVersions.lawId })
  return rows.length > 0
}

/** The ids of all questions there are, whatever their state, by code. */
export async function listQuestionIds(tx: Db): Promise<Map<string, string>> {
  const rows = await tx.select({ id: questions.id, code: questions.code }).from(questions)
  return new Map(rows.map(({ id, code }) => [code, id]))
}

/** Records pairs of enemies that are not recorded yet. @returns How many they were. */
export async function addEnemies(
  tx: Db,
  pairs: readonly (typeof enemyPairs.$inferInsert)[],
): Promise<number> {
  if (pairs.length === 0) return 0
  const rows = await tx
    .insert(enemyPairs)
    .values([...pairs])
    .onConflictDoNothing()
    .returning({ oneId: enemyPairs.oneId })
  return rows.length
}

export async function addQuestions(tx: Db, added: readonly NewQuestion[]): Promise<void> {
  await insertRows(
    tx,
    questions,
    added.map(({ id, code }) => ({ id, code })),
  )
  await insertRows(
    tx,
    questionVersions,
    added.map(({ id, version }) => ({ questionId: id, ...version })),
  )
}
