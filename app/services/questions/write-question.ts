import type { Db } from '#db/client.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import {
  findLawVersion,
  insertQuestion,
  insertVersion,
  listVersions,
  lockQuestion,
  takeHighestCode,
  updateVersion,
  type VersionRow,
} from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'

import { isUuid } from '../statistics/scope.ts'
import { actorOf, type BankStaff, isAuthor } from './bank-staff.ts'
import {
  type ContentFaults,
  contentOf,
  judgeContent,
  type Kept,
  type WrittenContent,
} from './judge-content.ts'
import { questionDigest } from './question-digest.ts'

/** 自建: questions written here, apart from the codes of the shipped bank. */
const codePrefix = 'zj'

export type WriteRefusal = 'not-allowed' | 'not-found' | 'changed'
/** As `Result`; content with faults is refused with the faults of each field. */
export type Written =
  | Result<{ questionId: string; version: number }, WriteRefusal>
  | { ok: false; refusal: 'faulty'; faults: ContentFaults }

/** Writes a new question: version 1, a draft. */
export function createQuestion(author: BankStaff, content: WrittenContent): Promise<Written> {
  return author.db.transaction(async (tx): Promise<Written> => {
    if (!isAuthor(author)) return refuse('not-allowed')
    const faults = await faultsOf(tx, content)
    if (faults) return { ok: false, refusal: 'faulty', faults }
    const number = (await takeHighestCode(tx, codePrefix)) + 1
    const question = await insertQuestion(tx, `${codePrefix}-${String(number).padStart(3, '0')}`)
    await addVersion(tx, author, { question, version: 1, content })
    return ok({ questionId: question.id, version: 1 })
  })
}

/**
 * Writes a new version of a question, a draft. What was written before is never overwritten: an unapproved version
 * that this one takes the place of is retired; an approved one stays in use until this one is approved.
 *
 * @param base The newest version when the author opened the form: `changed` when there is a newer one.
 */
export function editQuestion(
  author: BankStaff,
  { questionId, base }: { questionId: string; base: number },
  content: WrittenContent,
): Promise<Written> {
  return author.db.transaction(async (tx): Promise<Written> => {
    if (!isAuthor(author)) return refuse('not-allowed')
    const found = await lockNewest(tx, questionId)
    if (!found) return refuse('not-found')
    const { question, newest } = found
    if (newest.version !== base) return refuse('changed')
    const faults = await faultsOf(tx, content)
    if (faults) return { ok: false, refusal: 'faulty', faults }

    const replaced = newest.state === 'draft' || newest.state === 'in-review' ? newest : null
    if (replaced) await updateVersion(tx, replaced.id, { state: 'retired' })
    const version = newest.version + 1
    await addVersion(tx, author, { question, version, content, replaced, kept: newest })
    return ok({ questionId, version })
  })
}

/** A question, locked, with its newest version. */
async function lockNewest(tx: Db, questionId: string) {
  const question = isUuid(questionId) ? await lockQuestion(tx, questionId) : null
  const [newest] = question ? await listVersions(tx, question.id) : []
  return question && newest ? { question, newest } : null
}

type NewVersion = {
  question: { id: string; code: string }
  version: number
  content: WrittenContent
  replaced?: VersionRow | null
  kept?: Kept
}

async function addVersion(
  tx: Db,
  author: BankStaff,
  { question, version, content, replaced, kept }: NewVersion,
) {
  const asked = contentOf(content, kept)
  const at = await readInstant(tx)
  const row = await insertVersion(tx, {
    questionId: question.id,
    version,
    state: 'draft',
    ...asked,
    digest: questionDigest({ code: question.code, ...asked }),
    authorId: author.accountId,
    createdAt: at,
  })
  await appendAudit(tx, {
    at,
    actor: actorOf(author),
    action: 'question.written',
    subject: 'question',
    subjectId: question.id,
    detail: { code: question.code, version, digest: row.digest, replaced: replaced?.version ?? null },
  })
}

async function faultsOf(tx: Db, content: WrittenContent): Promise<ContentFaults | null> {
  const law = await findLawVersion(tx, { lawId: content.lawId, version: content.lawVersion })
  const faults = judgeContent(content, law)
  return Object.keys(faults).length > 0 ? faults : null
}
