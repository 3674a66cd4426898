import type { ChangedPart } from './compare-row.ts'
import type { ComparedRow } from './judge-against-bank.ts'

/** What a page shows of a row: little, since a file has up to 30,000 of them. */
export type JobRow = {
  row: number
  sheet: string | null
  verdict: ComparedRow['verdict']
  /** Null where the bank has yet to give one, and where the row names none. */
  code: string | null
  stem: string
  changed: ChangedPart[]
  fault: string
  detail: string
}

/** What stands beside a row of the file to correct. */
export type Mark = { row: number; sheet: string | null; isRejected: boolean; verdict: string; reason: string }

const shownSigns = 120

export function jobRowOf(row: ComparedRow): JobRow {
  const place = { row: row.row, sheet: row.sheet, verdict: row.verdict }
  if (row.verdict === 'rejected') {
    const { said, fault, detail } = row
    const [stem, code] = [said?.stem.trim() ?? '', said?.code.trim() ?? '']
    return { ...place, fault, detail, stem: shortened(stem), code: code === '' ? null : code, changed: [] }
  }
  const changed = row.verdict === 'changed' ? row.changed : []
  return { ...place, changed, code: row.code, stem: shortened(row.content.stem), fault: '', detail: '' }
}

const shortened = (stem: string) => (stem.length > shownSigns ? `${stem.slice(0, shownSigns)}…` : stem)
