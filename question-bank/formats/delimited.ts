/** What stands between the cells of a text, the usual one first. */
export const delimiters = [',', '\t', ';', '，'] as const

/** The sign between the cells of a text: whichever of the usual ones its first line has. */
export function delimiterOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1)
  return delimiters.find((mark) => head.includes(mark)) ?? ','
}

/** Rows of comma-separated text; a cell in quotes may hold the delimiter, line breaks and doubled quotes. */
export function parseDelimited(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${delimiter}\\r\\n]*)(${delimiter}|\\r\\n|\\n|\\r|$)`, 'y')
  while (cell.lastIndex < text.length) {
    const [, raw = '', end = ''] = cell.exec(text) ?? []
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (end === delimiter && cell.lastIndex < text.length) continue
    // What stands behind a closing quote is no delimiter: give up on the rest rather than loop.
    rows.push(row)
    row = []
    if (end === '' && cell.lastIndex < text.length) break
  }
  return rows
}
