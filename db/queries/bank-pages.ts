import { and, asc, desc, eq, or, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { questionReviews, questions, questionVersions } from '../schema/bank.ts'
import { laws, lawVersions } from '../schema/laws.ts'
import { accounts } from '../schema/organisation.ts'

export type VersionRow = typeof questionVersions.$inferSelect
export type QuestionRow = typeof questions.$inferSelect

/** How many versions wait for a reviewer who did not write them. */
export async function countWaiting(tx: Db, reviewerId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(questionVersions)
    .where(
      and(
        eq(questionVersions.state, 'in-review'),
        sql`${questionVersions.authorId} is distinct from ${reviewerId}`,
      ),
    )
  return row?.count ?? 0
}

export async function listLawNames(tx: Db) {
  return tx
    .select({ id: laws.id, short: laws.short, title: laws.title, field: laws.field })
    .from(laws)
    .orderBy(asc(laws.short))
}

export type LawVersionRow = typeof lawVersions.$inferSelect

/** Every version of every law, with how many questions on it may be asked. */
export async function listLawVersions(tx: Db) {
  const approved = tx
    .select({
      lawId: questionVersions.lawId,
      lawVersion: questionVersions.lawVersion,
      count: sql<number>`count(*)::int`.as('count'),
    })
    .from(questionVersions)
    .where(eq(questionVersions.state, 'approved'))
    .groupBy(questionVersions.lawId, questionVersions.lawVersion)
    .as('approved')
  return tx
    .select({ law: laws, version: lawVersions, questions: sql<number>`coalesce(${approved.count}, 0)` })
    .from(lawVersions)
    .innerJoin(laws, eq(laws.id, lawVersions.lawId))
    .leftJoin(
      approved,
      and(eq(approved.lawId, lawVersions.lawId), eq(approved.lawVersion, lawVersions.version)),
    )
    .orderBy(asc(laws.short), desc(lawVersions.effectiveFrom))
}

export async function findLawVersion(
  tx: Db,
  key: { lawId: string; version: string },
): Promise<LawVersionRow | null> {
  const [row] = await tx
    .select()
    .from(lawVersions)
    .where(and(eq(lawVersions.lawId, key.lawId), eq(lawVersions.version, key.version)))
  return row ?? null
}

export async function findQuestionById(tx: Db, questionId: string): Promise<QuestionRow | null> {
  const [row] = await tx.select().from(questions).where(eq(questions.id, questionId))
  return row ?? null
}

/** Keeps a question locked until the transaction ends: its versions follow one another. */
export async function lockQuestion(tx: Db, questionId: string): Promise<QuestionRow | null> {
  const [row] = await tx.select().from(questions).where(eq(questions.id, questionId)).for('no key update')
  return row ?? null
}

/** The versions of a question, the newest first. */
export async function listVersions(tx: Db, questionId: string): Promise<VersionRow[]> {
  return tx
    .select()
    .from(questionVersions)
    .where(eq(questionVersions.questionId, questionId))
    .orderBy(desc(questionVersions.version))
}

/** What happened to the versions of a question, oldest first, with the names of those who did it. */
export async function listReviews(tx: Db, questionId: string) {
  return tx
    .select({ review: questionReviews, version: questionVersions.version, by: accounts.name })
    .from(questionReviews)
    .innerJoin(questionVersions, eq(questionVersions.id, questionReviews.questionVersionId))
    .innerJoin(accounts, eq(accounts.id, questionReviews.accountId))
    .where(eq(questionVersions.questionId, questionId))
    .orderBy(asc(questionReviews.at))
}

/** The names of the accounts that wrote or approved the versions of a question. */
export async function listQuestionPeople(tx: Db, questionId: string): Promise<Map<string, string>> {
  const rows = await tx
    .selectDistinct({ id: accounts.id, name: accounts.name })
    .from(questionVersions)
    .innerJoin(
      accounts,
      or(eq(accounts.id, questionVersions.authorId), eq(accounts.id, questionVersions.approverId)),
    )
    .where(eq(questionVersions.questionId, questionId))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function insertVersion(tx: Db, row: typeof questionVersions.$inferInsert): Promise<VersionRow> {
  const [inserted] = await tx.insert(questionVersions).values(row).returning()
  if (!inserted) throw new Error('The question was not written.')
  return inserted
}

export async function insertQuestion(tx: Db, code: string): Promise<QuestionRow> {
  const [inserted] = await tx.insert(questions).values({ code }).returning()
  if (!inserted) throw new Error('The question was not written.')
  return inserted
}

export async function updateVersion(
  tx: Db,
  versionId: string,
  change: Pick<Partial<VersionRow>, 'state' | 'approverId' | 'approvedAt'>,
): Promise<void> {
  await tx.update(questionVersions).set(change).where(eq(questionVersions.id, versionId))
}

/** Any number, the same in every process: two new questions must not get one code. */
const CODE_LOCK = 7_041_948

/** The highest number among codes such as `zj-017`, with nobody else making one until the transaction ends. */
export async function takeHighestCode(tx: Db, prefix: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CODE_LOCK})`)
  const [row] = await tx
    .select({ highest: sql<number>`coalesce(max(substring(${questions.code} from '[0-9]{1,9}$')::int), 0)` })
    .from(questions)
    .where(sql`${questions.code} ~ ${`^${prefix}-[0-9]{1,9}$`}`)
  return row?.highest ?? 0
}
