import { uuidv7 } from 'uuidv7'

import type { Db } from '#db/client.ts'
import { type Actor, appendAudit, theProgram } from '#db/queries/audit.ts'
import { addImported, lockQuestions } from '#db/queries/bank-files.ts'
import { takeHighestCode } from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'

import { questionDigest } from '../questions/question-digest.ts'
import type { KnownRow, NewRow } from './judge-against-bank.ts'

/** 导入: questions that came in a file without codes of their own. */
const codePrefix = 'dr'

/** So many questions go to the database at once: progress shows, and other work gets its turn. */
const batch = 500

/** Null: the command line without an account. */
export type Importer = { db: Db; account: { id: string; name: string } | null }
export const actorOf = ({ account }: Pick<Importer, 'account'>): Actor => account ?? theProgram

export type ToWrite = NewRow | KnownRow<'changed'>

/**
 * Nobody else makes codes or imports until the transaction ends: a second import of the same file sees what the
 * first one wrote. Call it before the bank is read.
 *
 * @returns The number for the next code.
 */
export const takeImportLock = async (tx: Db): Promise<number> => (await takeHighestCode(tx, codePrefix)) + 1

/**
 * Writes the rows that are new or changed: in review, by the importing author. An unapproved version that one takes
 * the place of is retired; an approved one stays in use until this one is approved.
 *
 * @returns The codes of the rows, in their order.
 */
export async function writeRows(
  tx: Db,
  by: Importer,
  {
    rows,
    nextCode,
    onProgress,
  }: { rows: readonly ToWrite[]; nextCode: number; onProgress: (done: number) => void },
): Promise<string[]> {
  const at = await readInstant(tx)
  const codes: string[] = []
  await lockQuestions(
    tx,
    rows.flatMap((row) => (row.verdict === 'changed' ? [row.newest.questionId] : [])),
  )
  let next = nextCode
  for (let from = 0; from < rows.length; from += batch) {
    onProgress(from)
    const made = rows.slice(from, from + batch).map((row) => {
      const code = row.code ?? `${codePrefix}-${String(next++).padStart(4, '0')}`
      return versionOf(row, { code, at, authorId: by.account?.id ?? null })
    })
    codes.push(...made.map(({ code }) => code))
    await addImported(tx, {
      questions: made.flatMap(({ question }) => question ?? []),
      versions: made.map(({ version }) => version),
      replaced: made.flatMap(({ replaced }) => replaced ?? []),
    })
    await appendAudit(tx, {
      at,
      actor: actorOf(by),
      action: 'questions.imported',
      subject: 'bank',
      detail: { versions: made.map(({ code, version }) => [code, version.version, version.digest]) },
    })
  }
  return codes
}

type Making = { code: string; at: Date; authorId: string | null }

function versionOf(row: ToWrite, { code, at, authorId }: Making) {
  const known = row.verdict === 'changed' ? row.newest : null
  const questionId = known?.questionId ?? uuidv7()
  return {
    code,
    question: known ? null : { id: questionId, code, createdAt: at },
    replaced: known && (known.state === 'draft' || known.state === 'in-review') ? known.id : null,
    version: {
      id: uuidv7(),
      questionId,
      version: (known?.version ?? 0) + 1,
      state: 'in-review' as const,
      ...row.content,
      digest: questionDigest({ code, ...row.content }),
      origin: 'imported' as const,
      authorId,
      createdAt: at,
    },
  }
}
