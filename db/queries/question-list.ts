import { inArray, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { questions, type QuestionState, questionVersions } from '../schema/bank.ts'
import { laws } from '../schema/laws.ts'
import {
  escaped,
  like,
  newestOf,
  type QuestionFilter,
  whereQuestion,
  whereVersion,
  wordsOf,
} from './question-filter.ts'

export type Window = { limit: number; offset: number }
type Ids = { questionId: string; versionId: string }

/** A page of questions with what a list shows of them, the best found first, else by code. */
export async function listQuestionPage(tx: Db, filter: QuestionFilter, window: Window) {
  const found = await findQuestions(tx, filter, window)
  const versionIds = found.map(({ versionId }) => versionId)
  const rows = await tx
    .select({
      versionId: questionVersions.id,
      questionId: questionVersions.questionId,
      code: questions.code,
      version: questionVersions.version,
      state: questionVersions.state,
      kind: questionVersions.kind,
      stem: questionVersions.stem,
      lawShort: laws.short,
      lawVersion: questionVersions.lawVersion,
      article: questionVersions.article,
      difficulty: questionVersions.difficulty,
      caseCode: questionVersions.caseCode,
      authorId: questionVersions.authorId,
      isShipped: sql<boolean>`${questionVersions.origin} = 'shipped'`,
    })
    .from(questionVersions)
    .innerJoin(questions, sql`${questions.id} = ${questionVersions.questionId}`)
    .innerJoin(laws, sql`${laws.id} = ${questionVersions.lawId}`)
    .where(inArray(questionVersions.id, versionIds))
  const byId = new Map(rows.map((row) => [row.versionId, row]))
  return versionIds.flatMap((id) => byId.get(id) ?? [])
}

/**
 * The questions of a filter in the order of the list: whose code is the text, whose stem has most of its words, then by
 * code. Without a window all of them.
 */
async function findQuestions(tx: Db, filter: QuestionFilter, window?: Window): Promise<Ids[]> {
  const text = (filter.text ?? '').trim()
  const inStem = wordsOf(text).map((word) => sql`(v.stem ${like(word)} ${`%${escaped(word)}%`})::int`)
  const order = [sql`q.code`]
  if (inStem.length > 0)
    order.unshift(sql`(q.code = ${text}) desc`, sql`(${sql.join(inStem, sql` + `)}) desc`)
  const { rows } = await tx.execute<Ids>(sql`
    select v.question_id as "questionId", v.id as "versionId" from question_versions v
    join questions q on q.id = v.question_id
    where ${whereQuestion(filter)} order by ${sql.join(order, sql`, `)}
    ${window ? sql`limit ${window.limit} offset ${window.offset}` : sql``}`)
  return rows
}

/** How many questions there are for a filter: together and in each state, whatever state it names. */
export async function countQuestions(tx: Db, filter: QuestionFilter) {
  const { rows } = await tx.execute<{ state: QuestionState | 'ever approved'; count: number }>(sql`
    with matching as materialized (
      select v.question_id, v.version, v.state from question_versions v where ${whereVersion(filter)}
    )
    select v.state, count(*)::int as count from matching v where ${newestOf(undefined)} group by v.state
    union all
    select 'ever approved', count(distinct question_id)::int from matching where state = 'approved'`)
  const counted = new Map(rows.map(({ state, count }) => [state, count]))
  const count = (state: QuestionState | 'ever approved') => counted.get(state) ?? 0
  const newest = { draft: count('draft'), 'in-review': count('in-review'), retired: count('retired') }
  return {
    ...newest,
    // An approved version counts also under a newer draft.
    approved: count('ever approved'),
    all: count('approved') + newest.draft + newest['in-review'] + newest.retired,
  }
}
