import type { Db } from '#db/client.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import { listVersions, lockQuestion, takeHighestCode, updateVersion } from '#db/queries/bank-pages.ts'
import { listCase } from '#db/queries/cases.ts'
import { listTwins, type Twin } from '#db/queries/same-stem.ts'
import type { CaseOf, ContentFaults, WrittenContent } from '#question-bank/judge-content.ts'

import { isUuid } from '../statistics/scope.ts'
import { addQuestion, addVersion, faultsOf } from './add-version.ts'
import { type BankStaff, isAuthor } from './bank-staff.ts'

/** 自建: questions written here, apart from the codes of the shipped bank. */
export const codePrefix = 'zj'
/** Fewer is no case, and more do not fit beside one material. */
export const caseSize = { least: 2, most: 4 } as const

/** `case-full`: the case has four questions already. */
export type WriteRefusal = 'not-allowed' | 'not-found' | 'changed' | 'case-full'
/**
 * As `Result`; content with faults is refused with the faults of each field. `same-stem`: other questions ask in the
 * same words, and the author has not said that this is meant.
 */
export type Written =
  | Result<{ questionId: string; version: number }, WriteRefusal>
  | { ok: false; refusal: 'faulty'; faults: ContentFaults }
  | { ok: false; refusal: 'same-stem'; twins: Twin[] }

type Writing = {
  content: WrittenContent
  /** The author has seen which questions ask in the same words, and wants this one all the same. */
  confirmed?: boolean
}

/**
 * Writes a new question: version 1, a draft.
 *
 * @param caseCode The case whose next question it is; null for one that stands alone.
 */
export function createQuestion(
  author: BankStaff,
  writing: Writing,
  caseCode: string | null = null,
): Promise<Written> {
  return author.db.transaction(async (tx): Promise<Written> => {
    if (!isAuthor(author)) return refuse('not-allowed')
    const joined = await joinCase(tx, caseCode)
    if (!joined.ok) return joined
    const refusal = await judge(tx, writing, { of: joined.value, except: null })
    if (refusal) return refusal
    const number = (await takeHighestCode(tx, codePrefix)) + 1
    const code = `${codePrefix}-${String(number).padStart(3, '0')}`
    return ok(await addQuestion(tx, author, { code, content: writing.content, of: joined.value }))
  })
}

/** The case that a new question joins, with its questions locked, so that two authors cannot both write the last one. */
async function joinCase(
  tx: Db,
  caseCode: string | null,
): Promise<Result<CaseOf | undefined, 'not-found' | 'case-full'>> {
  if (caseCode === null) return ok(undefined)
  const [first] = await listCase(tx, caseCode)
  if (!first) return refuse('not-found')
  await lockQuestion(tx, first.questionId)
  const alive = (await listCase(tx, caseCode)).filter(({ state }) => state !== 'retired')
  if (alive.length >= caseSize.most) return refuse('case-full')
  return ok({ caseCode, material: (alive[0] ?? first).material })
}

/**
 * Writes a new version of a question, a draft. What was written before is never overwritten: an unapproved version
 * that this one takes the place of is retired; an approved one stays in use until this one is approved. A question of a
 * case keeps its case and its material (`editMaterial`).
 *
 * @param base The newest version when the author opened the form: `changed` when there is a newer one.
 */
export function editQuestion(
  author: BankStaff,
  { questionId, base }: { questionId: string; base: number },
  writing: Writing,
): Promise<Written> {
  return author.db.transaction(async (tx): Promise<Written> => {
    if (!isAuthor(author)) return refuse('not-allowed')
    const found = await lockNewest(tx, questionId)
    if (!found) return refuse('not-found')
    const { question, newest } = found
    if (newest.version !== base) return refuse('changed')
    // Nothing was changed about the words: whoever wrote them knew.
    const confirmed = writing.confirmed === true || newest.stem === writing.content.stem
    const refusal = await judge(tx, { ...writing, confirmed }, { of: newest, except: question.id })
    if (refusal) return refusal

    const replaced = newest.state === 'draft' || newest.state === 'in-review' ? newest : null
    if (replaced) await updateVersion(tx, replaced.id, { state: 'retired' })
    const version = newest.version + 1
    await addVersion(tx, author, { question, version, content: writing.content, of: newest, replaced })
    return ok({ questionId: question.id, version })
  })
}

/** A question, locked, with its newest version. */
async function lockNewest(tx: Db, questionId: string) {
  const question = isUuid(questionId) ? await lockQuestion(tx, questionId) : null
  const [newest] = question ? await listVersions(tx, question.id) : []
  return question && newest ? { question, newest } : null
}

type Circumstances = {
  of: CaseOf | undefined
  /** The question that may ask in these words, since it is the one. */
  except: string | null
}

async function judge(
  tx: Db,
  { content, confirmed }: Writing,
  { of, except }: Circumstances,
): Promise<Exclude<Written, { ok: true }> | null> {
  const faults = await faultsOf(tx, content)
  if (faults) return { ok: false, refusal: 'faulty', faults }
  if (confirmed) return null
  const twins = await listTwins(tx, { stem: content.stem, material: of?.material ?? null })
  const others = twins.filter(({ questionId }) => questionId !== except)
  return others.length > 0 ? { ok: false, refusal: 'same-stem', twins: others } : null
}
