import { uuidv7 } from 'uuidv7'
import { z } from 'zod'

import type { Db } from '#db/client.ts'
import { appendAudit, theProgram } from '#db/queries/audit.ts'
import { findInstallationFact, writeInstallationFact } from '#db/queries/installation.ts'
import {
  addEnemies,
  addLaws,
  addQuestions,
  endLawVersion,
  listQuestionIds,
  takeInstallLock,
} from '#db/queries/install.ts'
import { readInstant } from '#db/queries/instant.ts'
import type { WrittenEnemies } from '#question-bank/enemies.ts'
import { loadBasicBank } from '#question-bank/load.ts'
import { type LawRecord, type Question, questionOf } from '#question-bank/question.ts'

import { questionDigest } from './question-digest.ts'

/**
 * Installs the law registry and the basic bank (基础题库) that come with the product, approved by the product itself
 * (no approver). Every start calls it: what is there already stays as it is, since authors may have worked on it; only
 * a law version that the registry now ends is ended. A pair of enemies comes once: one that was taken apart here stays so.
 *
 * @returns How many questions and laws were new: 0 and 0 when everything was there.
 */
export function installBasicBank(db: Db): Promise<{ questions: number; laws: number }> {
  return db.transaction(async (tx) => {
    await takeInstallLock(tx)
    const { laws, files, enemies } = loadBasicBank()
    const registry = await installLaws(tx, laws)
    const shipped = files.flatMap(({ content }) => content.questions.map((one) => questionOf(one, content)))
    const there = await listQuestionIds(tx)
    const missing = shipped.filter(({ code }) => !there.has(code))
    const at = await readInstant(tx)
    await addQuestions(
      tx,
      missing.map((question) => ({ id: uuidv7(), code: question.code, version: approved(question, at) })),
    )
    const added = {
      questions: missing.length,
      ...registry,
      enemies: await installEnemies(tx, enemies, at),
    }
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

const knownEnemies = z.array(z.string()).catch([])

/** @returns How many pairs were new. */
async function installEnemies(tx: Db, shipped: readonly WrittenEnemies[], at: Date): Promise<number> {
  const came = new Set(knownEnemies.parse(await findInstallationFact(tx, 'enemies')))
  const nameOf = ({ one, other }: WrittenEnemies) => `${one} ${other}`
  const fresh = shipped.filter((pair) => !came.has(nameOf(pair)))
  if (fresh.length === 0) return 0
  const ids = await listQuestionIds(tx)
  const pairs = fresh.flatMap(({ one, other, reason }) => {
    const [oneId, otherId] = [ids.get(one), ids.get(other)].sort()
    return oneId && otherId ? [{ oneId, otherId, reason, addedBy: null, addedAt: at }] : []
  })
  const added = await addEnemies(tx, pairs)
  await writeInstallationFact(tx, 'enemies', [...came, ...fresh.map(nameOf)])
  return added
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
