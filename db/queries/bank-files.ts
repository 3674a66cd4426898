import { uuidv7 } from 'uuidv7'

import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { questionReviews, questions, type QuestionState, questionVersions } from '../schema/bank.ts'
import { laws, lawVersions } from '../schema/laws.ts'
import { accountRoles, accounts } from '../schema/organisation.ts'
import { insertRows } from './insert-rows.ts'

/** The laws that questions may cite, each with its versions, the newest first. */
export async function listRegistry(tx: Db) {
  const rows = await tx
    .select({ law: laws, version: lawVersions })
    .from(laws)
    .innerJoin(lawVersions, eq(lawVersions.lawId, laws.id))
    .orderBy(asc(laws.id), desc(lawVersions.effectiveFrom))
  const registry = new Map<
    string,
    typeof laws.$inferSelect & { versions: (typeof lawVersions.$inferSelect)[] }
  >()
  for (const { law, version } of rows) {
    const known = registry.get(law.id) ?? { ...law, versions: [] }
    known.versions.push(version)
    registry.set(law.id, known)
  }
  return [...registry.values()]
}

/** A version that counts: the newest of its question, or an approved one. */
const counts = sql`(${questionVersions.state} = 'approved' or ${questionVersions.version} = (
  select max(other.version) from question_versions other where other.question_id = ${questionVersions.questionId}))`

/**
 * What tells every question of the bank from the others, by its versions that count, page by page in the order of
 * codes: a large bank does not hold up those who wait for something else.
 *
 * @param size How many questions a page has.
 */
export async function* listIdentities(tx: Db, size: number) {
  for (let after = ''; ;) {
    const codes = await tx
      .select({ id: questions.id, code: questions.code })
      .from(questions)
      .where(sql`${questions.code} collate "C" > ${after}`)
      .orderBy(sql`${questions.code} collate "C"`)
      .limit(size)
    const last = codes.at(-1)
    if (!last) return
    after = last.code
    yield await listIdentitiesOf(
      tx,
      codes.map(({ id }) => id),
    )
  }
}

function listIdentitiesOf(tx: Db, questionIds: readonly string[]) {
  return tx
    .select({
      questionId: questionVersions.questionId,
      code: questions.code,
      state: questionVersions.state,
      kind: questionVersions.kind,
      stem: questionVersions.stem,
      options: questionVersions.options,
      caseCode: questionVersions.caseCode,
      material: questionVersions.material,
    })
    .from(questionVersions)
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .where(and(sql`${questionVersions.questionId} = any(${idArray(questionIds)})`, counts))
    .orderBy(asc(questions.code), desc(questionVersions.version))
}

export type CountingVersion = typeof questionVersions.$inferSelect

/** The versions that count of these questions, the newest first. */
export async function listCountingVersions(
  tx: Db,
  questionIds: readonly string[],
): Promise<CountingVersion[]> {
  if (questionIds.length === 0) return []
  return tx
    .select()
    .from(questionVersions)
    .where(and(sql`${questionVersions.questionId} = any(${idArray(questionIds)})`, counts))
    .orderBy(desc(questionVersions.version))
}

/** Keeps questions locked until the transaction ends: their versions follow one another. */
export async function lockQuestions(tx: Db, questionIds: readonly string[]): Promise<void> {
  if (questionIds.length === 0) return
  await tx.execute(
    sql`select id from questions where id = any(${idArray(questionIds)}) order by id for no key update`,
  )
}

/** One parameter, however many ids: a statement takes 65,535 of them. */
const idArray = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`

type NewVersion = typeof questionVersions.$inferInsert & { id: string }

/** Adds questions and versions of known ones, with their hand-over to a reviewer where somebody wrote them. */
export async function addImported(
  tx: Db,
  added: {
    questions: readonly { id: string; code: string; createdAt: Date }[]
    versions: readonly NewVersion[]
    /** Unapproved versions that a new one takes the place of. */
    replaced: readonly string[]
  },
): Promise<void> {
  await insertRows(tx, questions, added.questions)
  if (added.replaced.length > 0) {
    await tx.execute(
      sql`update question_versions set state = 'retired' where id = any(${idArray(added.replaced)}) and state in ('draft', 'in-review')`,
    )
  }
  await insertRows(tx, questionVersions, added.versions)
  const submitted = added.versions.flatMap(({ id, authorId, createdAt }) =>
    authorId && createdAt
      ? [
          {
            id: uuidv7(),
            questionVersionId: id,
            step: 'submitted' as const,
            comment: '',
            accountId: authorId,
            at: createdAt,
          },
        ]
      : [],
  )
  await insertRows(tx, questionReviews, submitted)
}

export type ExportFilter = {
  state: QuestionState
  lawId?: string | undefined
  kind?: CountingVersion['kind'] | undefined
  difficulty?: CountingVersion['difficulty'] | undefined
}

/** The newest version in a state of every question that fits, with the names of its law, in the order of codes. */
export async function listForExport(tx: Db, { state, lawId, kind, difficulty }: ExportFilter) {
  const newest = tx
    .selectDistinctOn([questionVersions.questionId], { id: questionVersions.id })
    .from(questionVersions)
    .where(eq(questionVersions.state, state))
    .orderBy(questionVersions.questionId, desc(questionVersions.version))
  return tx
    .select({ code: questions.code, version: questionVersions, lawShort: laws.short, lawTitle: laws.title })
    .from(questionVersions)
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .innerJoin(laws, eq(laws.id, questionVersions.lawId))
    .where(
      and(
        inArray(questionVersions.id, newest),
        lawId ? eq(questionVersions.lawId, lawId) : undefined,
        kind ? eq(questionVersions.kind, kind) : undefined,
        difficulty ? eq(questionVersions.difficulty, difficulty) : undefined,
      ),
    )
    .orderBy(asc(questions.code))
}

/** An active account that may write questions; null when there is none of that login. */
export async function findAuthor(tx: Db, login: string): Promise<{ id: string; name: string } | null> {
  const [account] = await tx
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .innerJoin(accountRoles, and(eq(accountRoles.accountId, accounts.id), eq(accountRoles.role, 'author')))
    .where(and(eq(accounts.login, login), isNull(accounts.disabledAt)))
  return account ?? null
}
