import { asc, desc, inArray, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { questionReviews, questions, questionVersions } from '../schema/bank.ts'
import type { VersionRow } from './bank-pages.ts'

export type NewestVersion = VersionRow & { code: string }

/**
 * Keeps questions locked until the transaction ends, in the order of their ids, so that two batches that share some
 * never wait for one another in a circle.
 *
 * @returns The newest version of each question there is, by the id of the question.
 */
export async function lockNewestVersions(
  tx: Db,
  questionIds: readonly string[],
): Promise<Map<string, NewestVersion>> {
  const locked = await tx
    .select({ id: questions.id, code: questions.code })
    .from(questions)
    .where(inArray(questions.id, [...questionIds]))
    .orderBy(asc(questions.id))
    .for('no key update')
  const codes = new Map(locked.map(({ id, code }) => [id, code]))
  const newest = await tx
    .selectDistinctOn([questionVersions.questionId])
    .from(questionVersions)
    .where(inArray(questionVersions.questionId, [...codes.keys()]))
    .orderBy(questionVersions.questionId, desc(questionVersions.version))
  return new Map(newest.map((row) => [row.questionId, { ...row, code: codes.get(row.questionId) ?? '' }]))
}

/** All versions of some questions, the newest of each first. */
export async function listVersionsOf(tx: Db, questionIds: readonly string[]): Promise<VersionRow[]> {
  return tx
    .select()
    .from(questionVersions)
    .where(inArray(questionVersions.questionId, [...questionIds]))
    .orderBy(questionVersions.questionId, desc(questionVersions.version))
}

/**
 * Retires the approved versions that could be asked on a day on which a version of `versionIds` can be asked too:
 * those whose law version is in force on a day of the new one's (or is the same). What cites an older text of the law
 * stays until that text ends.
 *
 * @returns What was retired.
 */
export async function retireOverlapped(
  tx: Db,
  versionIds: readonly string[],
): Promise<{ questionId: string; version: number }[]> {
  const ids = sql.join(
    versionIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  )
  const { rows } = await tx.execute<{ questionId: string; version: number }>(sql`
    update question_versions old set state = 'retired'
    from question_versions new
    left join law_versions new_law
      on new_law.law_id = new.law_id and new_law.version = new.law_version
    where new.id in (${ids}) and old.question_id = new.question_id and old.id <> new.id
      and old.state = 'approved'
      and (
        (old.law_id = new.law_id and old.law_version = new.law_version)
        or exists (
          select from law_versions old_law
          where old_law.law_id = old.law_id and old_law.version = old.law_version
            and daterange(old_law.effective_from, old_law.effective_to, '[]')
              && daterange(new_law.effective_from, new_law.effective_to, '[]')
        )
      )
    returning old.question_id as "questionId", old.version`)
  return rows
}

export async function approveVersions(
  tx: Db,
  versionIds: readonly string[],
  { approverId, at }: { approverId: string; at: Date },
): Promise<void> {
  await tx
    .update(questionVersions)
    .set({ state: 'approved', approverId, approvedAt: at })
    .where(inArray(questionVersions.id, [...versionIds]))
}

export async function insertReviews(
  tx: Db,
  rows: readonly (typeof questionReviews.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(questionReviews).values([...rows])
}
