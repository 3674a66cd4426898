/** One answer to an item. */
export type TalliedAnswer = {
  /** Which of the tallied attempts, counted from 0. */
  attempt: number
  /** Hundredths, at most 655.35 points. */
  marks: number
  full: number
  /** The chosen options as a set of bits, in the order of the item's options (at most 16); 0: left blank. */
  chosen: number
  /** 0: the log cannot tell. */
  seconds: number
}

/** All answers to one item, 12 bytes each: a city's exam has millions of them. */
export type Column = {
  size: number
  attempts: Int32Array
  /** Four numbers a row: marks, full marks, chosen, seconds. */
  rows: Uint16Array
}

const FIELDS = 4
const most = 0xffff

export function newColumn(): Column {
  return { size: 0, attempts: new Int32Array(16), rows: new Uint16Array(16 * FIELDS) }
}

/** @throws {RangeError} If marks or options do not fit: the paper is not one of ours. */
export function addToColumn(column: Column, { attempt, marks, full, chosen, seconds }: TalliedAnswer): void {
  if (Math.max(marks, full, chosen) > most) throw new RangeError('An item has too many marks or options.')
  if (column.size === column.attempts.length) grow(column)
  column.attempts[column.size] = attempt
  column.rows.set([marks, full, chosen, Math.min(seconds, most)], column.size * FIELDS)
  column.size += 1
}

export function readColumn({ attempts, rows }: Column, row: number): TalliedAnswer {
  const at = row * FIELDS
  return {
    attempt: attempts[row] ?? 0,
    marks: rows[at] ?? 0,
    full: rows[at + 1] ?? 0,
    chosen: rows[at + 2] ?? 0,
    seconds: rows[at + 3] ?? 0,
  }
}

function grow(column: Column): void {
  const { attempts, rows } = column
  column.attempts = new Int32Array(attempts.length * 2)
  column.attempts.set(attempts)
  column.rows = new Uint16Array(rows.length * 2)
  column.rows.set(rows)
}
