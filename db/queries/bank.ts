import { and, eq, gte, isNull, lte, or } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { questions, questionVersions } from '../schema/bank.ts'
import { lawVersions } from '../schema/laws.ts'

/** What may be asked on a day: approved versions of questions whose law version is in force on it. */
export async function listAskable(tx: Db, day: string) {
  return tx
    .select({
      versionId: questionVersions.id,
      code: questions.code,
      kind: questionVersions.kind,
      lawId: questionVersions.lawId,
      difficulty: questionVersions.difficulty,
      options: questionVersions.options,
      digest: questionVersions.digest,
    })
    .from(questionVersions)
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
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
