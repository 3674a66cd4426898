import { type SQL, sql } from 'drizzle-orm'

import { gramsOf, plainSigns } from '#question-bank/similarity.ts'

import type { QuestionState, questionVersions } from '../schema/bank.ts'

type Version = typeof questionVersions.$inferSelect

/** What to look for in the bank. All that is said must hold; an empty filter finds every question. */
export type QuestionFilter = {
  lawId?: string | undefined
  /** Branch of law (部门法), as laws name theirs. */
  field?: string | undefined
  kind?: Version['kind'] | undefined
  difficulty?: Version['difficulty'] | undefined
  state?: QuestionState | undefined
  audience?: string | undefined
  trade?: string | undefined
  origin?: Version['origin'] | undefined
  /** Whether it is part of a case (案例). */
  inCase?: boolean | undefined
  /** Whether its answer differs from an older rule. */
  changed?: boolean | undefined
  /** Words, apart by spaces: each stands in the text, or begins the code. */
  text?: string | undefined
}

/** So much of a text is looked for; a stem is at most 2,000 signs, and whoever pastes one finds it by its beginning. */
const longestText = 500
const mostWords = 20

/** The words of a search, as they are compared: half width, small letters, without punctuation. */
export function wordsOf(text: string): string[] {
  const words = text.slice(0, longestText).normalize('NFKC').split(/\s+/)
  return [...new Set(words)].filter((word) => plainSigns(word) !== '').slice(0, mostWords)
}

/**
 * The condition of a filter on `question_versions v`: which questions, each in its newest version; with state approved
 * in the newest of its approved versions, which a newer draft does not hide.
 */
export const whereQuestion = (filter: QuestionFilter): SQL =>
  sql`${newestOf(filter.state)} and ${whereVersion(filter)}`

/** As `whereQuestion`, but for all versions, whatever their state. */
export function whereVersion(filter: QuestionFilter): SQL {
  return sql.join([sql`true`, ...labels(filter), ...wordsOf(filter.text ?? '').map(hasWord)], sql` and `)
}

/** Which version of a question counts. */
export function newestOf(state: QuestionState | undefined): SQL {
  const later = sql`select from question_versions later where later.question_id = v.question_id and later.version > v.version`
  if (state === 'approved')
    return sql`v.state = 'approved' and not exists (${later} and later.state = 'approved')`
  const newest = sql`not exists (${later})`
  return state ? sql`v.state = ${state} and ${newest}` : newest
}

function labels(filter: QuestionFilter): SQL[] {
  const { lawId, field, kind, difficulty, audience, trade, origin, inCase, changed } = filter
  return [
    lawId && sql`v.law_id = ${lawId}`,
    field && sql`v.law_id in (select id from laws where laws.field = ${field})`,
    kind && sql`v.kind = ${kind}`,
    difficulty && sql`v.difficulty = ${difficulty}`,
    audience && sql`${audience} = any(v.audience)`,
    trade && sql`${trade} = any(v.trades)`,
    origin && sql`v.origin = ${origin}`,
    inCase !== undefined && sql`(v.case_code is not null) = ${inCase}`,
    changed !== undefined && sql`(v.changed is not null) = ${changed}`,
  ].filter((condition) => typeof condition === 'object')
}

/**
 * A word stands in a text when all its pieces of two signs do, which the index answers; a single sign is looked for in
 * stem and topic. What looks like a code may also be the beginning of one.
 */
function hasWord(word: string): SQL {
  const pieces = [...gramsOf(word)]
  const found = pieces.length > 0 ? sql`pieces @> ${sql.param(pieces)}::text[]` : hasSign(plainSigns(word))
  if (!/^(?=.*[a-z0-9])[\p{L}\p{N}]+([-_.][\p{L}\p{N}]*)*$/iu.test(word)) return found
  // A union, since each half has an index of its own.
  return sql`v.id in (
    select id from question_versions where ${found}
    union all select id from question_versions where case_code = ${word}
    union all select version.id from question_versions version join questions on questions.id = version.question_id
      where questions.code ilike ${`${escaped(word)}%`})`
}

/** In stem and topic: a sign that may stand anywhere would find half the bank, slowly. */
function hasSign(sign: string): SQL {
  const pattern = `%${escaped(sign)}%`
  return sql`(stem ${like(sign)} ${pattern} or topic ${like(sign)} ${pattern})`
}

/** Only letters have a small form, and comparing without regard to it takes its time. */
export const like = (text: string): SQL => (/[a-z]/i.test(text) ? sql`ilike` : sql`like`)

/** Text that LIKE takes as it is. */
export const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
