import { cleanText, plainWord } from './clean-text.ts'
import {
  emptyFileQuestion,
  type FileContent,
  type FileQuestion,
  type RejectedRow,
  UnreadableFile,
} from './file-question.ts'
import { fileLimits, tooManyQuestions } from './file-limits.ts'
import { kindNamedIn } from './read-kind.ts'
import type { RowFault } from './row-fault.ts'
import { type Columns, headerOf, readHeaders } from './sheet-columns.ts'
import type { SheetFacts } from './sheet-facts.ts'

/** Cells as text. `row` as a spreadsheet shows it, from 1; `dates`: the places whose value is a day. */
export type SheetRow = { row: number; cells: string[]; dates: readonly number[] }
export type Sheet = { name: string; rows: SheetRow[]; facts: SheetFacts }

/** Our own files begin these rows so; nobody imports them. */
export const instructionMark = '填写说明'
export const exampleMark = '示例'

/**
 * Reads every sheet that has headers, whatever other sheets hold.
 *
 * @throws {UnreadableFile} `malformed` when no sheet has them, or two columns say the same.
 */
export function readSheets(sheets: readonly Sheet[]): FileContent {
  const contents = sheets.flatMap((sheet) => {
    const content = readSheet(sheet)
    return content ? [{ name: sheet.name, content }] : []
  })
  if (contents.length === 0) {
    const isEmpty = sheets.every(({ rows }) =>
      rows.every((row) => row.cells.every((cell) => cleanText(cell) === '')),
    )
    throw isEmpty ? new UnreadableFile('empty-file', '文件中没有内容。 · The file has no rows.') : noHeaders()
  }
  const isSeveral = contents.length > 1
  const named = <Row extends { row: number }>(rows: Row[], sheet: string) =>
    isSeveral ? rows.map((row) => ({ ...row, sheet })) : rows
  const questions = contents.flatMap(({ name, content }) => named(content.questions, name))
  if (questions.length > fileLimits.questions)
    throw new UnreadableFile('too-many-questions', tooManyQuestions)
  return { questions, rejected: contents.flatMap(({ name, content }) => named(content.rejected, name)) }
}

const noHeaders = () =>
  new UnreadableFile(
    'malformed',
    `前 ${headerRows} 行中没有找到表头，至少要有“${headerOf('stem')}”和“${headerOf('key')}”两列，请对照模板。 · No header row was found in the first ${headerRows} rows: there must be at least the columns ${headerOf('stem')} and ${headerOf('key')}.`,
  )

/** Titles and remarks may stand above the headers, this far down. */
export const headerRows = 20

function readSheet({ name, rows, facts }: Sheet): FileContent | null {
  const found = findHeaders(rows)
  if (!found) return null
  const { columns, index } = found
  fillMerged(rows, columns, facts)
  const questions: FileQuestion[] = []
  const rejected: RejectedRow[] = []
  let section = kindNamedIn(name)
  for (const row of rows.slice(index + 1)) {
    const kind = sectionOf(row)
    if (kind !== null) section = kind
    if (kind !== null || isOurs(row, columns)) continue
    const fault = cellFault(row, columns, facts)
    if (fault) rejected.push({ row: row.row, ...fault })
    else questions.push(questionOf(row, columns, section))
  }
  return { questions, rejected }
}

function findHeaders(rows: readonly SheetRow[]): { columns: Columns; index: number } | null {
  for (const [index, { cells }] of rows.slice(0, headerRows).entries()) {
    const columns = readHeaders(cells)
    if (columns && 'twice' in columns)
      throw new UnreadableFile(
        'malformed',
        `第 ${index + 1} 行的表头中有两列表示同一内容（${columns.twice}），请只留一列。 · Two columns of the header in row ${index + 1} say the same (${columns.twice}): keep one.`,
      )
    if (columns) return { columns, index }
  }
  return null
}

/** Empty rows, our instructions and examples, and headers said again are no questions. */
function isOurs({ cells }: SheetRow, { fields }: Columns): boolean {
  const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? ''
  if (first === '' || first.startsWith(instructionMark)) return true
  if (fields.code !== undefined && (cells[fields.code] ?? '').trim().startsWith(exampleMark)) return true
  const repeated = readHeaders(cells)
  return repeated !== null && !('twice' in repeated)
}

/** The kind that a row such as `一、单选题（共 40 题）` says for the rows below it. */
function sectionOf({ cells }: SheetRow): string | null {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const [only = ''] = filled
  if (filled.length !== 1 || !/^\s*[一二三四五六七八九十]+\s*[、.．]/.test(only) || only.length > 80)
    return null
  return kindNamedIn(only) || null
}

function questionOf({ row, cells }: SheetRow, { fields, options }: Columns, section: string): FileQuestion {
  const question: FileQuestion = {
    ...emptyFileQuestion,
    row,
    options: options.map((place) => cells[place] ?? ''),
  }
  for (const [field, place] of Object.entries(fields))
    question[field as keyof typeof fields] = cells[place] ?? '' // Safe: the keys of `fields` are its type's.
  if (plainWord(question.kind) === '') question.kind = section
  return question
}

/** A cell that has no value, or whose value is not what its author typed. */
function cellFault(
  row: SheetRow,
  columns: Columns,
  facts: SheetFacts,
): { code: RowFault; reason: string } | null {
  const places = new Set([...Object.values(columns.fields), ...columns.options])
  const cell = facts.valueless.get(row.row)?.find(({ column }) => places.has(column - 1))
  if (cell) return { code: 'no-cell-value', reason: cell.address }
  const { lawVersion } = columns.fields
  const date = row.dates.find((place) => places.has(place) && place !== lawVersion)
  if (date === undefined) return null
  return { code: 'date-cell', reason: cleanText(row.cells[date] ?? '') }
}

/** What several rows may share; a stem or a key over several rows would be a guess. */
const shared = ['kind', 'law', 'lawVersion', 'article', 'topic', 'audience', 'trades', 'difficulty', 'caseCode', 'material'] as const // prettier-ignore

function fillMerged(rows: readonly SheetRow[], { fields }: Columns, { merged }: SheetFacts): void {
  const places = new Set(shared.map((field) => fields[field]).filter((place) => place !== undefined))
  for (const { column, lastColumn, from, to } of merged) {
    if (column !== lastColumn || !places.has(column - 1)) continue
    const value = rows[from - 1]?.cells[column - 1] ?? ''
    for (const row of rows.slice(from, to)) row.cells[column - 1] = value
  }
}
