import readXlsxFile from 'read-excel-file/node'

import { decodeText } from './decode-text.ts'
import { delimiterOf, delimiters, parseDelimited } from './delimited.ts'
import { type FileContent, UnreadableFile } from './file-question.ts'
import { addressOf, percentStyles, readSheetFacts, type SheetFacts } from './sheet-facts.ts'
import { headerRows, readSheets, type Sheet, type SheetRow } from './read-sheets.ts'
import { readHeaders } from './sheet-columns.ts'
import { unzipWorkbook } from './unzip-workbook.ts'

/**
 * Reads questions from a workbook (.xlsx), ours or any with the customary columns in any order: every sheet that has
 * headers for the stem and the key. Cells merged over several rows count for each of them; a formula counts by the
 * value that was computed last, and without one its row is rejected.
 *
 * @throws {UnreadableFile}
 */
export async function readXlsx(file: Uint8Array): Promise<FileContent> {
  const parts = unzipWorkbook(file)
  const percent = percentStyles(parts.styles)
  const facts = new Map([...parts.sheets].map(([name, xml]) => [name, readSheetFacts(xml, percent)]))
  for (const { extent } of facts.values()) refuseVast(extent)
  const sheets = await readXlsxFile(Buffer.from(file)).catch((cause: unknown) => {
    throw malformed(cause)
  })
  return readSheets(
    sheets.map(({ sheet, data }) => {
      const known = facts.get(sheet) ?? noFacts
      return { name: sheet, rows: data.map((cells, index) => rowOf(cells, index + 1, known)), facts: known }
    }),
  )
}

const noFacts: SheetFacts = {
  merged: [],
  valueless: new Map(),
  percents: new Set(),
  extent: { row: 0, column: 0 },
}

/** The most rows and columns of a sheet, and the most cells that are read: each takes memory, filled or not. */
const most = { row: 1_048_576, column: 16_384, cells: 30_000_000 }

/** A few bytes may name a cell in row 999,999,999, for which a reader makes all the rows before it. */
function refuseVast({ row, column }: SheetFacts['extent']): void {
  if (row <= most.row && column <= most.column && row * column <= most.cells) return
  throw new UnreadableFile(
    'unsafe',
    `工作表过大（${row} 行、${column} 列），请删去题目之外的行和列。 · The sheet is too large (${row} rows, ${column} columns): delete the rows and columns without questions.`,
  )
}

/** As `readXlsx`, for a text with commas, semicolons or tabs (.csv). */
export function readCsv(file: Uint8Array): FileContent {
  const text = decodeText(file)
  return readSheets([sheetOfText(text, findDelimiter(text) ?? delimiterOf(text))])
}

/** The sign that makes one of the first rows of a text a header row; null when none does. */
export const findDelimiter = (text: string): string | null =>
  delimiters.find((delimiter) =>
    parseDelimited(text.slice(0, 20_000), delimiter)
      .slice(0, headerRows)
      .some((cells) => readHeaders(cells) !== null),
  ) ?? null

function sheetOfText(text: string, delimiter: string): Sheet {
  const rows = parseDelimited(text, delimiter)
  return {
    name: '',
    rows: rows.map((cells, index) => ({ row: index + 1, cells, dates: [] })),
    facts: noFacts,
  }
}

const malformed = (cause: unknown) =>
  new UnreadableFile(
    'malformed',
    `工作簿已损坏，请打开后重新保存为 .xlsx 再试。 · The workbook cannot be read (${cause instanceof Error ? cause.message.slice(0, 200) : 'damaged'}). Open it, save it again as .xlsx, and try once more.`,
  )

function rowOf(cells: readonly unknown[], row: number, { percents }: SheetFacts): SheetRow {
  const dates: number[] = []
  const texts = cells.map((cell, index) => {
    if (cell instanceof Date) dates.push(index)
    return textOf(cell, () => percents.size > 0 && percents.has(addressOf(row, index + 1)))
  })
  return { row, cells: texts, dates }
}

function textOf(cell: unknown, isPercent: () => boolean): string {
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return isPercent() ? `${Number((cell * 100).toFixed(6))}%` : String(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  return cell instanceof Date && !Number.isNaN(cell.getTime()) ? cell.toISOString().slice(0, 10) : ''
}
