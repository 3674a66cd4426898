import { readSheet } from 'read-excel-file/node'

import { ok, refuse, type Result } from '#app/domain/result.ts'
import { delimiterOf, parseDelimited } from '#question-bank/formats/delimited.ts'

export type TableRefusal = 'empty-file' | 'too-large' | 'too-many-rows' | 'old-excel' | 'unreadable'

/** Cells as text, in the order of the file. `line` is the number of the row as Excel or an editor shows it. */
export type TableRow = { line: number; cells: string[] }

export const limits = { bytes: 2 * 1024 * 1024, rows: 50_000, unpackedBytes: 64 * 1024 * 1024 }

/**
 * Reads the rows of an uploaded .xlsx (its first sheet) or text file: UTF-8, GBK or UTF-16, with commas,
 * semicolons or tabs. Empty rows are left out.
 */
export async function readTable(file: Uint8Array): Promise<Result<TableRow[], TableRefusal>> {
  if (file.length === 0) return refuse('empty-file')
  if (file.length > limits.bytes) return refuse('too-large')
  if (startsWith(file, [0xd0, 0xcf, 0x11, 0xe0])) return refuse('old-excel')
  const rows = startsWith(file, [0x50, 0x4b]) ? await readWorkbook(file) : readText(file)
  if (!rows) return refuse('unreadable')
  const filled = rows
    .map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => cell.normalize('NFKC').trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (filled.length === 0) return refuse('empty-file')
  return filled.length > limits.rows + 1 ? refuse('too-many-rows') : ok(filled)
}

const startsWith = (file: Uint8Array, start: number[]) => start.every((byte, index) => file[index] === byte)

async function readWorkbook(file: Uint8Array): Promise<string[][] | null> {
  const unpacked = unpackedSize(file)
  if (unpacked === null || unpacked > limits.unpackedBytes) return null
  try {
    const rows = await readSheet(Buffer.from(file))
    return rows.map((row) => row.map(textOf))
  } catch {
    // Whatever the reader stumbles over, the file is one that cannot be read.
    return null
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString()
  return typeof cell === 'number' || typeof cell === 'boolean'
    ? String(cell)
    : typeof cell === 'string'
      ? cell
      : ''
}

/**
 * The size a workbook unpacks to, by its own directory; null when it has none. A small file may unpack to
 * gigabytes, so this is looked at before anything is unpacked.
 */
function unpackedSize(file: Uint8Array): number | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let total = 0
  let entries = 0
  for (let at = 0; at + 46 <= file.length; at += 1) {
    if (file[at] !== 0x50 || view.getUint32(at, true) !== 0x02014b50) continue
    total += view.getUint32(at + 24, true)
    entries += 1
  }
  return entries === 0 ? null : total
}

function readText(file: Uint8Array): string[][] | null {
  const text = decode(file)
  if (text === null || text.includes('\0')) return null
  return parseDelimited(text, delimiterOf(text))
}

/** Excel on a Chinese Windows saves .csv as GBK; everything else writes UTF-8. */
function decode(file: Uint8Array): string | null {
  const utf16 = startsWith(file, [0xff, 0xfe])
  for (const encoding of utf16 ? ['utf-16le'] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(file)
    } catch {
      continue
    }
  }
  return null
}
