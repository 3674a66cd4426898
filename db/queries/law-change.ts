import { eq, inArray, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { questions, type QuestionState, questionVersions } from '../schema/bank.ts'
import { accounts } from '../schema/organisation.ts'
import type { VersionRow } from './bank-pages.ts'

/**
 * Approved versions whose law version ends or has ended, unless the question has an approved version for the time after
 * it: what has to be carried over.
 */
const affected = sql`
  from question_versions old
  join law_versions old_law on old_law.law_id = old.law_id and old_law.version = old.law_version
  where old.state = 'approved' and old_law.effective_to is not null
    and not exists (
      select from question_versions other
      join law_versions other_law on other_law.law_id = other.law_id and other_law.version = other.law_version
      where other.question_id = old.question_id and other.id <> old.id and other.state = 'approved'
        and (other_law.effective_to is null or other_law.effective_to > old_law.effective_to)
    )`

/** The newest version of an affected question is the approved one: nobody has begun to carry it over. */
const untouched = sql`not exists (
  select from question_versions later
  where later.question_id = old.question_id and later.version > old.version and later.state in ('draft', 'in-review')
)`

export type AffectedCount = { lawId: string; open: number; begun: number }

/** How many questions each law has that cite a version that ends or has ended; laws without any are left out. */
export async function countAffected(tx: Db): Promise<AffectedCount[]> {
  const { rows } = await tx.execute<AffectedCount>(sql`
    select old.law_id as "lawId",
      (count(distinct old.question_id) filter (where ${untouched}))::int as open,
      (count(distinct old.question_id) filter (where not ${untouched}))::int as begun
    ${affected}
    group by old.law_id order by old.law_id`)
  return rows
}

export type AffectedQuestion = {
  code: string
  /** The approved version that cites what ends. */
  version: VersionRow
  /** What was written after it: a draft, or what waits for a reviewer; null when nothing was. */
  begun: (VersionRow & { author: string | null; state: QuestionState }) | null
}

/** The affected questions of a law, in the order of their codes. */
export async function listAffected(tx: Db, lawId: string): Promise<AffectedQuestion[]> {
  const { rows } = await tx.execute<{ id: string; begun: string | null }>(sql`
    select old.id, (
      select later.id from question_versions later
      where later.question_id = old.question_id and later.version > old.version
        and later.state in ('draft', 'in-review')
      order by later.version desc limit 1
    ) as begun
    ${affected} and old.law_id = ${lawId}`)
  const ids = rows.flatMap(({ id, begun }) => (begun === null ? [id] : [id, begun]))
  if (ids.length === 0) return []
  const found = await tx
    .select({ version: questionVersions, code: questions.code, author: accounts.name })
    .from(questionVersions)
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .leftJoin(accounts, eq(accounts.id, questionVersions.authorId))
    .where(inArray(questionVersions.id, ids))
  const byId = new Map(found.map((row) => [row.version.id, row]))
  return rows
    .flatMap(({ id, begun }) => {
      const old = byId.get(id)
      const later = begun === null ? undefined : byId.get(begun)
      if (!old) return []
      const written = later ? { ...later.version, author: later.author } : null
      return [{ code: old.code, version: old.version, begun: written }]
    })
    .sort((one, other) => (one.code < other.code ? -1 : 1))
}

export async function insertVersions(
  tx: Db,
  rows: readonly (typeof questionVersions.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(questionVersions).values([...rows])
}
