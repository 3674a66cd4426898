import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'

import { destination } from 'pino'

import type { Db } from '#db/client.ts'
import { findAuthor } from '#db/queries/bank-files.ts'
import { fileFormats, type FileFault } from '#question-bank/formats/file-question.ts'
import { fileLimits } from '#question-bank/formats/file-limits.ts'
import type { FileToRead } from '#question-bank/formats/read-file.ts'
import { exportFormats } from '#question-bank/formats/write-file.ts'

import { readConfig } from '../config.server.ts'
import { fileReason, rowReason } from '../i18n/reason-in-words.ts'
import { createLog } from '../log.ts'
import { exportQuestions } from '../services/bank-files/export-questions.ts'
import { checkFile, importFile } from '../services/bank-files/import-file.ts'
import type { Importer } from '../services/bank-files/write-rows.ts'
import { openBank } from './open-bank.ts'

const states = ['draft', 'in-review', 'approved', 'retired'] as const

export const bankFilesUsage = `       npm run bank -- import FILE [--dry-run] [--format F] [--author LOGIN] [--json]
                                               puts a file's questions into the bank, in review; formats:
                                               ${fileFormats.join(', ')} (found out unless told)
       npm run bank -- export --format F --out FILE [--state S]
                                               writes the bank's questions; formats: ${exportFormats.join(', ')};
                                               state: ${states.join(', ')} (approved unless told)`

/** What an import says on standard output with `--json`. `row`: of the sheet, the line or the item; 0 for the file. */
type Report = {
  /** New questions and new versions. */
  accepted: number
  unchanged: number
  rejected: { row: number; code: string; reason: string }[]
}

/**
 * Runs `import` or `export`. Standard output has the result alone; everything else goes to standard error.
 *
 * @returns The exit code: 0, 1 when anything was rejected or the file could not be read, 2 for a wrong command.
 */
export async function runBankFiles(command: 'import' | 'export', args: string[]): Promise<number> {
  try {
    return command === 'import' ? await runImport(readImport(args)) : await runExport(readExport(args))
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    console.error(`${error.message}\nUsage:\n${bankFilesUsage}`)
    return 2
  }
}

class WrongUse extends Error {}

type ImportCommand = Omit<FileToRead, 'file'> & {
  file: Uint8Array | null
  path: string
  isDry: boolean
  author: string | undefined
  asJson: boolean
}

function readImport(args: string[]): ImportCommand {
  const { positionals, values } = parsed(args, {
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
    format: { type: 'string' },
    author: { type: 'string' },
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) throw new WrongUse('Name one file.')
  const format = oneOf(fileFormats, values.format, 'format')
  return {
    ...{ file: readInput(path), path, name: basename(path) },
    format,
    isDry: values['dry-run'] === true,
    author: typeof values.author === 'string' ? values.author : undefined,
    asJson: values.json === true,
  }
}

async function runImport({ isDry, author, asJson, path, file, ...facts }: ImportCommand): Promise<number> {
  const report = file
    ? await withBank(author, async (by) => {
        const done = await (isDry ? checkFile : importFile)(by, { file, ...facts })
        return done.ok ? reportOf(done.value) : unreadable(done.refusal, done.detail)
      })
    : unreadable('no-file', `无法打开文件 ${path}。 · The file ${path} cannot be opened.`)
  console.log(asJson ? JSON.stringify(report) : inLines(report, isDry))
  return report.rejected.length > 0 ? 1 : 0
}

type Outcome = Extract<Awaited<ReturnType<typeof importFile>>, { ok: true }>['value']

function reportOf({ counts, rows }: Outcome): Report {
  return {
    accepted: counts.new + counts.changed,
    unchanged: counts.unchanged,
    rejected: rows.flatMap((row) =>
      row.verdict === 'rejected'
        ? [{ row: row.row, code: row.fault, reason: inBoth((locale) => rowReason(locale, row)) }]
        : [],
    ),
  }
}

const unreadable = (fault: FileFault | 'too-costly' | 'no-file', detail: string): Report => ({
  accepted: 0,
  unchanged: 0,
  rejected: [{ row: 0, code: fault, reason: inBoth((locale) => fileReason(locale, { fault, detail })) }],
})

const inBoth = (words: (locale: 'zh-CN' | 'en') => string) => `${words('zh-CN')} · ${words('en')}`

function inLines({ accepted, unchanged, rejected }: Report, isDry: boolean): string {
  const lines = rejected.map(({ row, code, reason }) => `${row}\t${code}\t${reason}`)
  return [
    ...lines,
    `${accepted} accepted${isDry ? ' (dry run: nothing was written)' : ''}, ${unchanged} unchanged, ${rejected.length} rejected`,
  ].join('\n')
}

type ExportCommand = { format: (typeof exportFormats)[number]; out: string; state: (typeof states)[number] }

function readExport(args: string[]): ExportCommand {
  const { positionals, values } = parsed(args, {
    format: { type: 'string' },
    out: { type: 'string' },
    state: { type: 'string' },
    json: { type: 'boolean' },
  })
  const format = oneOf(exportFormats, values.format, 'format')
  const state = oneOf(states, values.state, 'state') ?? 'approved'
  if (!format) throw new WrongUse('Name a format: --format F.')
  if (positionals.length > 0 || typeof values.out !== 'string') throw new WrongUse('Name a file: --out FILE.')
  return { format, state, out: values.out }
}

async function runExport({ format, out, state }: ExportCommand): Promise<number> {
  const exported = await withBank(undefined, (by) => exportQuestions(by, { filter: { state }, format }))
  if (!exported.ok) {
    const detail = 'detail' in exported ? exported.detail : `No question is ${state}.`
    console.error(detail)
    return 1
  }
  writeFileSync(out, exported.value.file)
  console.log(JSON.stringify({ exported: exported.value.count, format, out }))
  return 0
}

/** Opens the bank for one act, as the author of that login or as the program itself. */
async function withBank<Value>(
  author: string | undefined,
  act: (by: Importer) => Promise<Value>,
): Promise<Value> {
  const log = createLog('warn', destination(2))
  const bank = await openBank(readConfig(), log)
  try {
    return await act({
      db: bank.db,
      account: author === undefined ? null : await requireAuthor(bank.db, author),
    })
  } finally {
    await bank.close()
  }
}

async function requireAuthor(db: Db, login: string): Promise<{ id: string; name: string }> {
  const account = await findAuthor(db, login)
  if (!account) throw new WrongUse(`${login} is no active account with the role of an author.`)
  return account
}

/** Null: it cannot be opened. One that is too large is not read at all: its service refuses it by its size. */
function readInput(path: string): Uint8Array | null {
  try {
    return statSync(path).size > fileLimits.bytes ? new Uint8Array(fileLimits.bytes + 1) : readFileSync(path)
  } catch {
    return null
  }
}

type Options = Record<string, { type: 'string' | 'boolean' }>

function parsed(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : 'The command is wrong.')
  }
}

function oneOf<Word extends string>(words: readonly Word[], value: unknown, name: string): Word | undefined {
  if (value === undefined) return undefined
  const found = words.find((word) => word === value)
  if (found === undefined) throw new WrongUse(`The ${name} is one of: ${words.join(', ')}.`)
  return found
}
