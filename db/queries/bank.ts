import { and, eq, gte, isNull, lte, or } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { bankRevision, questions, questionVersions } from '../schema/bank.ts'
import { laws, lawVersions } from '../schema/laws.ts'
import { enemyPairs } from '../schema/question-relations.ts'

export type AskableRow = Awaited<ReturnType<typeof listAskable>>[number]

/** What may be asked on a day: approved versions of questions whose law version is in force on it. */
export async function listAskable(tx: Db, day: string) {
  return tx
    .select({
      questionId: questions.id,
      versionId: questionVersions.id,
      code: questions.code,
      kind: questionVersions.kind,
      lawId: questionVersions.lawId,
      field: laws.field,
      topic: questionVersions.topic,
      difficulty: questionVersions.difficulty,
      audience: questionVersions.audience,
      trades: questionVersions.trades,
      caseCode: questionVersions.caseCode,
      options: questionVersions.options,
      digest: questionVersions.digest,
    })
    .from(questionVersions)
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .innerJoin(laws, eq(laws.id, questionVersions.lawId))
    .innerJoin(
      lawVersions,
      and(
        eq(lawVersions.lawId, questionVersions.lawId),
        eq(lawVersions.version, questionVersions.lawVersion),
      ),
    )
    .where(
      and(
        eq(questionVersions.state, 'approved'),
        lte(lawVersions.effectiveFrom, day),
        or(isNull(lawVersions.effectiveTo), gte(lawVersions.effectiveTo, day)),
      ),
    )
    .orderBy(questions.code)
}

/** Pairs of questions that must not stand in one paper. */
export async function listEnemies(tx: Db): Promise<{ one: string; other: string }[]> {
  return tx
    .select({ one: enemyPairs.oneId, other: enemyPairs.otherId })
    .from(enemyPairs)
    .orderBy(enemyPairs.oneId, enemyPairs.otherId)
}

/**
 * Names the bank's state, in one row: the same number twice means that nothing which papers are assembled from was changed
 * in between (db/schema/bank.ts). Read it before what it is to name: what is read afterwards is as new, or newer.
 */
export async function readBankRevision(tx: Db): Promise<number> {
  const [row] = await tx.select({ revision: bankRevision.revision }).from(bankRevision)
  if (!row) throw new Error('The revision of the bank is missing.')
  return row.revision
}
