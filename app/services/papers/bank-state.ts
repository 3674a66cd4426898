import { createHash } from 'node:crypto'

import type { Db } from '#db/client.ts'
import { type AskableRow, listAskable, listEnemies } from '#db/queries/bank.ts'
import { listExamFacts, type QuestionFactRow } from '#db/queries/question-facts.ts'
import type { EnemyPair } from '#question-bank/assembly/candidate.ts'
import { indexBank, type IndexedBank } from '#question-bank/assembly/index-bank.ts'

/** What papers of an exam are assembled from, made ready, with the digest that names it. */
export type BankState = { index: IndexedBank; digest: string }

/** Raised when the rules of assembly change, since the same bank and seed then give another paper. */
const assembly = 'assembly 2'

/** The bank as the papers of an exam are assembled from it. */
export async function readBankState(tx: Db, exam: { id: string; lawDate: string }): Promise<BankState> {
  const askable = await listAskable(tx, exam.lawDate)
  return bankStateOf(askable, await listEnemies(tx), await listExamFacts(tx, exam.id))
}

/** Makes a bank ready for assembly. @param facts What was known of its questions when the exam was published. */
export function bankStateOf(
  askable: readonly AskableRow[],
  enemies: readonly EnemyPair[],
  facts: readonly QuestionFactRow[],
): BankState {
  const index = indexBank(askable, enemies, new Map(facts.map((fact) => [fact.questionId, fact])))
  return { index, digest: digestOf(askable, enemies, facts) }
}

/** Covers everything that assembly looks at, in an order of its own. */
function digestOf(
  askable: readonly AskableRow[],
  enemies: readonly EnemyPair[],
  facts: readonly QuestionFactRow[],
): string {
  const versions = askable.map((one) => {
    const { code, versionId, digest, field, topic, audience, trades, caseCode } = one
    const pinned = one.options.filter((option) => option.pinned).map(({ id }) => id)
    return JSON.stringify([code, versionId, digest, field, topic, audience, trades, caseCode, pinned])
  })
  const pairs = enemies.map(({ one, other }) => `${one} ${other}`)
  const known = facts.map(({ questionId, papers, facility }) => `${questionId} ${papers} ${facility ?? '-'}`)
  const lines = [assembly, ...versions.sort(), '', ...pairs.sort(), '', ...known.sort()]
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
