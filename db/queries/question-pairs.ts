import { and, desc, eq, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

import type { Db } from '../client.ts'
import { questions } from '../schema/bank.ts'
import { accounts } from '../schema/organisation.ts'
import { distinctPairs, enemyPairs } from '../schema/question-relations.ts'

export type PairKey = { oneId: string; otherId: string }

/** Two questions in the order in which tables keep them. */
export const pairOf = (a: string, b: string): PairKey =>
  a < b ? { oneId: a, otherId: b } : { oneId: b, otherId: a }

/** Enemy pairs with their codes and who recorded them, the newest first; of one question when it is named. */
export async function listEnemyPairs(tx: Db, questionId?: string) {
  const [one, other] = [alias(questions, 'one'), alias(questions, 'other')]
  return tx
    .select({
      oneId: enemyPairs.oneId,
      otherId: enemyPairs.otherId,
      oneCode: one.code,
      otherCode: other.code,
      reason: enemyPairs.reason,
      at: enemyPairs.addedAt,
      /** Null: it came with the product. */
      by: accounts.name,
    })
    .from(enemyPairs)
    .innerJoin(one, eq(one.id, enemyPairs.oneId))
    .innerJoin(other, eq(other.id, enemyPairs.otherId))
    .leftJoin(accounts, eq(accounts.id, enemyPairs.addedBy))
    .where(questionId ? or(eq(enemyPairs.oneId, questionId), eq(enemyPairs.otherId, questionId)) : undefined)
    .orderBy(desc(enemyPairs.addedAt), one.code, other.code)
}

/** @returns False when the two were enemies already. */
export async function insertEnemyPair(tx: Db, row: typeof enemyPairs.$inferInsert): Promise<boolean> {
  const added = await tx
    .insert(enemyPairs)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: enemyPairs.oneId })
  return added.length > 0
}

/** @returns The reason the two were enemies for; null when they were not. */
export async function deleteEnemyPair(tx: Db, { oneId, otherId }: PairKey): Promise<string | null> {
  const [gone] = await tx
    .delete(enemyPairs)
    .where(and(eq(enemyPairs.oneId, oneId), eq(enemyPairs.otherId, otherId)))
    .returning({ reason: enemyPairs.reason })
  return gone?.reason ?? null
}

/** Pairs that somebody found to ask different things. */
export async function listDistinctPairs(tx: Db) {
  return tx
    .select({
      oneId: distinctPairs.oneId,
      otherId: distinctPairs.otherId,
      similarity: distinctPairs.similarity,
    })
    .from(distinctPairs)
}

/** Writes that two questions ask different things, in place of what was written before. */
export async function putDistinctPair(tx: Db, row: typeof distinctPairs.$inferInsert): Promise<void> {
  const { oneId, otherId } = row
  await deleteDistinctPair(tx, { oneId, otherId })
  await tx.insert(distinctPairs).values(row)
}

export async function deleteDistinctPair(tx: Db, { oneId, otherId }: PairKey): Promise<boolean> {
  const gone = await tx
    .delete(distinctPairs)
    .where(and(eq(distinctPairs.oneId, oneId), eq(distinctPairs.otherId, otherId)))
    .returning({ id: distinctPairs.oneId })
  return gone.length > 0
}

/** The id of the question with a code; null when there is none. */
export async function findQuestionId(tx: Db, code: string): Promise<string | null> {
  const [row] = await tx.select({ id: questions.id }).from(questions).where(eq(questions.code, code))
  return row?.id ?? null
}

/** Locks two questions in the order of their ids. @returns Their codes, or null when one does not exist. */
export async function lockPair(
  tx: Db,
  { oneId, otherId }: PairKey,
): Promise<{ oneCode: string; otherCode: string } | null> {
  const rows = await tx
    .select({ id: questions.id, code: questions.code })
    .from(questions)
    .where(or(eq(questions.id, oneId), eq(questions.id, otherId)))
    .orderBy(questions.id)
    .for('key share')
  const codes = new Map(rows.map(({ id, code }) => [id, code]))
  const [oneCode, otherCode] = [codes.get(oneId), codes.get(otherId)]
  return oneCode !== undefined && otherCode !== undefined ? { oneCode, otherCode } : null
}

/** Names everything that is in use or in work: the same text twice means that nothing came or went. */
export async function readComparableState(tx: Db): Promise<string> {
  const { rows } = await tx.execute<{ state: string }>(sql`
    select coalesce(md5(string_agg(id::text, ',' order by id)), '') as state
    from question_versions where state <> 'retired'`)
  return rows[0]?.state ?? ''
}
