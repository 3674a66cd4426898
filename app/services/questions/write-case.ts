import { ok, refuse } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit, appendAudits } from '#db/queries/audit.ts'
import { insertVersion, takeHighestCode, updateVersion } from '#db/queries/bank-pages.ts'
import { listCase, takeHighestCase } from '#db/queries/cases.ts'
import { readInstant } from '#db/queries/instant.ts'
import { lockNewestVersions, type NewestVersion } from '#db/queries/review.ts'
import {
  type ContentFault,
  type ContentFaults,
  judgeMaterial,
  type WrittenContent,
} from '#question-bank/judge-content.ts'

import { addQuestion, faultsOf } from './add-version.ts'
import { actorOf, type BankStaff, isAuthor } from './bank-staff.ts'
import { questionDigest } from './question-digest.ts'
import { caseSize, codePrefix } from './write-question.ts'

export type CaseFaults = { material: ContentFault | null; questions: (ContentFaults | null)[] }
/** `question-count`: not two to four. */
export type CaseWritten =
  | { ok: true; value: { caseCode: string } }
  | { ok: false; refusal: 'not-allowed' | 'question-count' }
  | { ok: false; refusal: 'faulty'; faults: CaseFaults }

/** Writes a case (案例): its material and two to four questions about it, drafts all of them. All or nothing. */
export function createCase(
  author: BankStaff,
  { material, questions }: { material: string; questions: readonly WrittenContent[] },
): Promise<CaseWritten> {
  return author.db.transaction(async (tx): Promise<CaseWritten> => {
    if (!isAuthor(author)) return refuse('not-allowed')
    if (questions.length < caseSize.least || questions.length > caseSize.most) return refuse('question-count')
    const faults = await judgeCase(tx, material, questions)
    if (faults) return { ok: false, refusal: 'faulty', faults }
    const number = (await takeHighestCase(tx, codePrefix)) + 1
    const caseCode = `${codePrefix}-c${String(number).padStart(2, '0')}`
    const highest = await takeHighestCode(tx, codePrefix)
    for (const [index, content] of questions.entries()) {
      const code = `${codePrefix}-${String(highest + 1 + index).padStart(3, '0')}`
      await addQuestion(tx, author, { code, content, of: { caseCode, material } })
    }
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(author),
      action: 'case.written',
      subject: 'case',
      subjectId: caseCode,
      detail: { count: questions.length },
    })
    return ok({ caseCode })
  })
}

async function judgeCase(
  tx: Db,
  material: string,
  questions: readonly WrittenContent[],
): Promise<CaseFaults | null> {
  const faults: CaseFaults = { material: judgeMaterial(material), questions: [] }
  for (const content of questions) faults.questions.push(await faultsOf(tx, content))
  return faults.material || faults.questions.some((found) => found !== null) ? faults : null
}

/** The questions of a case with the newest version of each, as the author saw them. */
export type SeenVersions = readonly { questionId: string; version: number }[]

export type MaterialEdited =
  | { ok: true; value: { questions: number } }
  | { ok: false; refusal: 'not-allowed' | 'not-found' | 'changed' | 'same' }
  | { ok: false; refusal: 'faulty'; fault: ContentFault }

type Edit = { caseCode: string; material: string; seen: SeenVersions }

/**
 * Writes a new version of every question of a case with another material, drafts all of them, so that they can be
 * submitted and approved together: questions of one case share one material. Retired questions stay as they are.
 *
 * @param seen The questions that the author saw: `changed` when one has a newer version, or another has joined.
 */
export function editMaterial(author: BankStaff, { caseCode, material, seen }: Edit): Promise<MaterialEdited> {
  return author.db.transaction(async (tx): Promise<MaterialEdited> => {
    if (!isAuthor(author)) return refuse('not-allowed')
    const alive = (await listCase(tx, caseCode)).filter(({ state }) => state !== 'retired')
    if (alive.length === 0) return refuse('not-found')
    const fault = judgeMaterial(material)
    if (fault) return { ok: false, refusal: 'faulty', fault }
    const newest = await lockNewestVersions(
      tx,
      alive.map(({ questionId }) => questionId),
    )
    const isAsSeen =
      seen.length === alive.length &&
      seen.every(({ questionId, version }) => newest.get(questionId)?.version === version)
    if (!isAsSeen) return refuse('changed')
    const versions = [...newest.values()]
    if (versions.every((version) => version.material === material)) return refuse('same')
    await addVersions(tx, author, { versions, material })
    return ok({ questions: versions.length })
  })
}

async function addVersions(
  tx: Db,
  author: BankStaff,
  { versions, material }: { versions: readonly NewestVersion[]; material: string },
): Promise<void> {
  const at = await readInstant(tx)
  const written = []
  for (const { id, code, ...before } of versions) {
    const isReplaced = before.state === 'draft' || before.state === 'in-review'
    if (isReplaced) await updateVersion(tx, id, { state: 'retired' })
    const row = await insertVersion(tx, {
      ...before,
      material,
      version: before.version + 1,
      state: 'draft',
      digest: questionDigest({ ...before, code, material }),
      ...{ origin: 'written', authorId: author.accountId, approverId: null, approvedAt: null, createdAt: at },
    })
    written.push({ row, code, replaced: isReplaced ? before.version : null })
  }
  await appendAudits(
    tx,
    written.map(({ row, code, replaced }) => ({
      at,
      actor: actorOf(author),
      action: 'question.written',
      subject: 'question',
      subjectId: row.questionId,
      detail: { code, version: row.version, digest: row.digest, replaced },
    })),
  )
}
