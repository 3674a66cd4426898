import { asc, desc, eq, inArray, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { questions, questionVersions } from '../schema/bank.ts'
import type { VersionRow } from './bank-pages.ts'

/** The questions of a case in their order, each in its newest version. Retired ones too. */
export async function listCase(tx: Db, caseCode: string): Promise<(VersionRow & { code: string })[]> {
  const ids = tx
    .select({ id: questionVersions.questionId })
    .from(questionVersions)
    .where(eq(questionVersions.caseCode, caseCode))
  const rows = await tx
    .selectDistinctOn([questions.code], { version: questionVersions, code: questions.code })
    .from(questionVersions)
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .where(inArray(questionVersions.questionId, ids))
    .orderBy(asc(questions.code), desc(questionVersions.version))
  return rows.map(({ version, code }) => ({ ...version, code })).filter((row) => row.caseCode === caseCode)
}

/**
 * The code of a case that would be torn when these versions are approved: its questions in use would not all have one
 * material. Null when there is none.
 */
export async function findSplitCase(tx: Db, versionIds: readonly string[]): Promise<string | null> {
  const ids = sql`${sql.param([...versionIds])}::uuid[]`
  const { rows } = await tx.execute<{ caseCode: string }>(sql`
    select newest.case_code as "caseCode"
    from (
      select distinct on (v.question_id) v.question_id, v.case_code, v.material
      from question_versions v
      where (v.state = 'approved' or v.id = any(${ids})) and v.case_code in (
        select case_code from question_versions where id = any(${ids})
      )
      order by v.question_id, v.version desc
    ) newest
    group by newest.case_code having count(distinct newest.material) > 1
    order by newest.case_code limit 1`)
  return rows[0]?.caseCode ?? null
}

/** Any number, the same in every process: two new cases must not get one code. */
const CASE_LOCK = 7_041_949

/** The highest number among the codes of cases such as `zj-c07`, with nobody else making one until the transaction ends. */
export async function takeHighestCase(tx: Db, prefix: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CASE_LOCK})`)
  const { rows } = await tx.execute<{ highest: number }>(sql`
    select coalesce(max(substring(case_code from '[0-9]{1,9}$')::int), 0) as highest
    from question_versions where case_code ~ ${`^${prefix}-c[0-9]{1,9}$`}`)
  return rows[0]?.highest ?? 0
}
