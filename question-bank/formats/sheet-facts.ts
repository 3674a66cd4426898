/** What the values of a sheet do not say about its cells. Rows and columns are counted from 1. */
export type SheetFacts = {
  /** Areas merged into one cell, over several rows. */
  merged: { column: number; lastColumn: number; from: number; to: number }[]
  /** Cells without a value of their own: a formula that was never computed, or one that failed. */
  valueless: Map<number, { column: number; address: string }[]>
  /** Numbers that are shown as a percentage. */
  percents: Set<string>
  /** The last row that is named, and the last column with a value. */
  extent: { row: number; column: number }
}

/** Far more areas than any table has that people fill in. */
const mostMerged = 20_000

/**
 * Reads the XML of a sheet for what a list of its values leaves out.
 *
 * @param percentStyles Numbers of the cell styles that show a percentage.
 */
export function readSheetFacts(xml: string, percentStyles: ReadonlySet<string>): SheetFacts {
  const facts: SheetFacts = {
    merged: mergedAreas(xml),
    valueless: new Map(),
    percents: new Set(),
    extent: { row: lastRow(xml), column: 0 },
  }
  const cells = /<(?:\w+:)?c\s([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g
  for (const [, attributes = '', content = ''] of xml.matchAll(cells))
    noteCell(facts, attributes, content, percentStyles)
  return facts
}

function lastRow(xml: string): number {
  let last = 0
  for (const [, row] of xml.matchAll(/<(?:\w+:)?row\s[^>]*?\br="(\d+)"/g)) last = Math.max(last, Number(row))
  return last
}

function noteCell(
  facts: SheetFacts,
  attributes: string,
  content: string,
  percentStyles: ReadonlySet<string>,
): void {
  const address = /\br="([A-Z]+\d+)"/.exec(attributes)?.[1]
  if (address === undefined) return
  if (content !== '') widen(facts.extent, placeOf(address))
  if (isValueless(attributes, content)) addValueless(facts, address)
  const style = /\bs="(\d+)"/.exec(attributes)?.[1] ?? ''
  if (percentStyles.has(style)) facts.percents.add(address)
}

function widen(extent: SheetFacts['extent'], { row, column }: { row: number; column: number }): void {
  extent.row = Math.max(extent.row, row)
  extent.column = Math.max(extent.column, column)
}

function mergedAreas(xml: string): SheetFacts['merged'] {
  const refs = [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"/g)]
  return refs.slice(0, mostMerged).flatMap(([, one = '', other = '']) => {
    const [from, to] = [placeOf(one), placeOf(other)]
    return from.row === to.row
      ? []
      : [{ column: from.column, lastColumn: to.column, from: from.row, to: to.row }]
  })
}

function isValueless(attributes: string, content: string): boolean {
  if (/\bt="e"/.test(attributes)) return true
  return /<(?:\w+:)?f[\s>/]/.test(content) && !/<(?:\w+:)?v(?:\s[^>]*)?>/.test(content)
}

function addValueless(facts: SheetFacts, address: string): void {
  const { row, column } = placeOf(address)
  facts.valueless.set(row, [...(facts.valueless.get(row) ?? []), { column, address }])
}

/** The cell styles that show a percentage, by their numbers in the workbook's styles. */
export function percentStyles(stylesXml: string): Set<string> {
  const formats = new Set(['9', '10'])
  for (const [, attributes = ''] of stylesXml.matchAll(/<(?:\w+:)?numFmt\s([^>]*)>/g)) {
    const id = /\bnumFmtId="(\d+)"/.exec(attributes)?.[1]
    if (id !== undefined && /\bformatCode="[^"]*%/.test(attributes)) formats.add(id)
  }
  const [, styles = ''] = /<(?:\w+:)?cellXfs[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(stylesXml) ?? []
  const numbers = [...styles.matchAll(/<(?:\w+:)?xf\s[^>]*?\bnumFmtId="(\d+)"/g)].map(
    (found) => found[1] ?? '',
  )
  return new Set(numbers.flatMap((format, index) => (formats.has(format) ? [String(index)] : [])))
}

function placeOf(address: string): { row: number; column: number } {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? []
  const column = [...letters].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0)
  return { row: Number(digits), column }
}

/** C12 for the twelfth row of the third column. */
export function addressOf(row: number, column: number): string {
  const letters = column > 26 ? String.fromCharCode(64 + Math.floor((column - 1) / 26)) : ''
  return `${letters}${String.fromCharCode(65 + ((column - 1) % 26))}${row}`
}
