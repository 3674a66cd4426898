import { createHash } from 'node:crypto'

import { ok } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { listRegistry } from '#db/queries/bank-files.ts'
import { readInstant } from '#db/queries/instant.ts'
import type { FileFormat } from '#question-bank/formats/file-question.ts'
import type { JudgedRow } from '#question-bank/formats/judge-file.ts'
import type { FileToRead } from '#question-bank/formats/read-file.ts'

import { dayInShanghai } from './day.ts'
import { type ComparedRow, judgeAgainstBank } from './judge-against-bank.ts'
import { type OfFile, runApart } from './run-apart.ts'
import { actorOf, type Importer, takeImportLock, type ToWrite, writeRows } from './write-rows.ts'

/** How far the work is: `of` 0 where that cannot be said. */
export type Step = { step: 'reading' | 'judging' | 'comparing' | 'writing'; done: number; of: number }
export type OnStep = (step: Step) => void

export type ImportOutcome = {
  format: FileFormat
  /** SHA-256 of the file. */
  digest: string
  counts: Record<ComparedRow['verdict'], number>
  rows: ComparedRow[]
}

/**
 * Dry run: reads a file and says of every row what an import would do. Writes nothing but its audit row.
 */
export async function checkFile(
  by: Importer,
  file: FileToRead,
  onStep: OnStep = () => {},
): Promise<OfFile<ImportOutcome>> {
  const read = await readRows(by.db, file, onStep)
  if (!read.ok) return read
  onStep({ step: 'comparing', done: 0, of: 0 })
  return by.db.transaction(async (tx) => {
    const rows = await judgeAgainstBank(tx, read.value.rows)
    const outcome = outcomeOf(file, read.value.format, rows)
    await audit(tx, by, { action: 'bank.import-checked', name: file.name, outcome })
    return ok(outcome)
  })
}

/**
 * Imports the good rows of a file in one transaction: all of them or, if anything goes wrong, none. The same file
 * again writes nothing.
 */
export async function importFile(
  by: Importer,
  file: FileToRead,
  onStep: OnStep = () => {},
): Promise<OfFile<ImportOutcome>> {
  // Before the transaction: a file may take its time, and no lock waits for it.
  const read = await readRows(by.db, file, onStep)
  if (!read.ok) return read
  onStep({ step: 'comparing', done: 0, of: 0 })
  return by.db.transaction(async (tx) => {
    const nextCode = await takeImportLock(tx)
    const rows = await judgeAgainstBank(tx, read.value.rows)
    const written = rows.filter((row): row is ToWrite => row.verdict === 'new' || row.verdict === 'changed')
    const codes = await writeRows(tx, by, {
      ...{ rows: written, nextCode },
      onProgress: (done) => onStep({ step: 'writing', done, of: written.length }),
    })
    const given = new Map(written.map((row, index) => [row, codes[index] ?? null] as const))
    const named = rows.map((row) => (row.verdict === 'new' ? { ...row, code: given.get(row) ?? null } : row))
    const outcome = outcomeOf(file, read.value.format, named)
    await audit(tx, by, { action: 'bank.imported', name: file.name, outcome })
    return ok(outcome)
  })
}

type Read = { format: FileFormat; rows: JudgedRow[] }

async function readRows(db: Db, file: FileToRead, onStep: OnStep): Promise<OfFile<Read>> {
  onStep({ step: 'reading', done: 0, of: 0 })
  const laws = await listRegistry(db)
  const today = dayInShanghai(await readInstant(db))
  const rows: JudgedRow[] = []
  const read = await runApart(
    { do: 'read', laws, today, ...file },
    {
      onProgress: (done, of) => onStep({ step: 'judging', done, of }),
      onRows: (part) => rows.push(...part),
    },
  )
  return read.ok ? ok({ format: read.value, rows }) : read
}

function outcomeOf({ file }: FileToRead, format: FileFormat, rows: ComparedRow[]): ImportOutcome {
  const count = (verdict: ComparedRow['verdict']) => rows.filter((row) => row.verdict === verdict).length
  return {
    format,
    digest: createHash('sha256').update(file).digest('hex'),
    counts: {
      new: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      rejected: count('rejected'),
    },
    rows,
  }
}

async function audit(
  tx: Db,
  by: Importer,
  { action, name, outcome }: { action: string; name: string; outcome: ImportOutcome },
): Promise<void> {
  const { format, digest, counts } = outcome
  await appendAudit(tx, {
    at: await readInstant(tx),
    actor: actorOf(by),
    action,
    subject: 'bank',
    detail: { name, format, digest, ...counts },
  })
}
