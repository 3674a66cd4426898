import { createHash } from 'node:crypto'

import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { type ExportFilter, listForExport } from '#db/queries/bank-files.ts'
import { readInstant } from '#db/queries/instant.ts'
import type { ExportedQuestion } from '#question-bank/formats/exported-question.ts'
import type { ExportFormat } from '#question-bank/formats/write-file.ts'

import { runApart, type Unreadable } from './run-apart.ts'
import { actorOf, type Importer } from './write-rows.ts'

export type Exported = { file: Uint8Array; count: number }

/**
 * A file with the questions of the bank that fit, keys included. Who took what out is on the record before the file
 * is made.
 *
 * @returns `nothing`: no question fits.
 */
export async function exportQuestions(
  by: Importer,
  { filter, format }: { filter: ExportFilter; format: ExportFormat },
): Promise<Result<Exported, 'nothing'> | Unreadable> {
  const questions = await by.db.transaction(async (tx) => {
    const found = (await listForExport(tx, filter)).map(exportedOf)
    if (found.length > 0) await audit(tx, by, { filter, format, questions: found })
    return found
  })
  if (questions.length === 0) return refuse('nothing')
  const written = await runApart({ do: 'write', format, questions })
  return written.ok ? ok({ file: written.value, count: questions.length }) : written
}

type Row = Awaited<ReturnType<typeof listForExport>>[number]

function exportedOf({ code, version, lawShort, lawTitle }: Row): ExportedQuestion {
  const { kind, lawId, lawVersion, article, topic, difficulty, audience, trades } = version
  const { stem, options, key, explanation, difficultyReason, note, changed, caseCode, material } = version
  return {
    ...{ code, kind, lawId, lawVersion, article, topic, difficulty, audience, trades },
    ...{ stem, options, key, explanation, difficultyReason, note, changed, caseCode, material },
    ...{ lawShort, lawTitle },
  }
}

type Taken = { filter: ExportFilter; format: ExportFormat; questions: readonly ExportedQuestion[] }

async function audit(tx: Db, by: Importer, { filter, format, questions }: Taken): Promise<void> {
  const codes = questions.map(({ code }) => code)
  await appendAudit(tx, {
    at: await readInstant(tx),
    actor: actorOf(by),
    action: 'bank.exported',
    subject: 'bank',
    detail: {
      ...{ filter, format, count: codes.length },
      // Which ones, checkable against the bank without a row of 20,000 codes.
      codesDigest: createHash('sha256').update(codes.join('\n')).digest('hex'),
      codes: codes.slice(0, 200),
    },
  })
}
