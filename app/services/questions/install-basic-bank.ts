import { uuidv7 } from 'uuidv7'

import type { Db } from '#db/client.ts'
import { appendAudit, theProgram } from '#db/queries/audit.ts'
import {
  addLaws,
  addQuestions,
  endLawVersion,
  listQuestionCodes,
  takeInstallLock,
} from '#db/queries/install.ts'
import { readInstant } from '#db/queries/instant.ts'
import { loadBasicBank } from '#question-bank/load.ts'
import { type LawRecord, type Question, questionOf } from '#question-bank/question.ts'

import { questionDigest } from './question-digest.ts'

/**
 * Installs the law registry and the basic bank (基础题库) that come with the product, approved by the product itself
 * (no approver). Every start calls it: what is there already stays as it is, since authors may have worked on it; only
 * a law version that the registry now ends is ended.
 *
 * @returns How many questions and laws were new: 0 and 0 when everything was there.
 */
export function installBasicBank(db: Db): Promise<{ questions: number; laws: number }> {
  return db.transaction(async (tx) => {
    await takeInstallLock(tx)
    const { laws, files } = loadBasicBank()
    const registry = await installLaws(tx, laws)
    const shipped = files.flatMap(({ content }) => content.questions.map((one) => questionOf(one, content)))
    const there = await listQuestionCodes(tx)
    const missing = shipped.filter(({ code }) => !there.has(code))
    const at = await readInstant(tx)
    await addQuestions(
      tx,
      missing.map((question) => ({ id: uuidv7(), code: question.code, version: approved(question, at) })),
    )
    const added = { questions: missing.length, ...registry }
    if (Object.values(added).some((count) => count > 0)) {
      await appendAudit(tx, {
        at,
        actor: theProgram,
        action: 'bank.installed',
        subject: 'bank',
        detail: added,
      })
    }
    return { questions: missing.length, laws: registry.laws }
  })
}

async function installLaws(tx: Db, laws: readonly LawRecord[]) {
  const versions = laws.flatMap((law) => law.versions.map((version) => ({ lawId: law.id, ...version })))
  const added = await addLaws(tx, {
    laws: laws.map(({ id, short, title, field }) => ({ id, short, title, field })),
    versions,
  })
  let ended = 0
  for (const { lawId, version, effectiveTo } of versions) {
    if (effectiveTo && (await endLawVersion(tx, { lawId, version, effectiveTo }))) ended += 1
  }
  return { ...added, ended }
}

function approved(question: Question, at: Date) {
  const { code: _, ...content } = question
  return {
    id: uuidv7(),
    version: 1,
    state: 'approved' as const,
    ...content,
    digest: questionDigest(question),
    origin: 'shipped' as const,
    authorId: null,
    approverId: null,
    approvedAt: at,
  }
}
