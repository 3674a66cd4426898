import type { CellObject, Sheet } from 'write-excel-file/node'

import type { Counts, Rates, Ratio } from '#app/domain/rates.ts'

import type { StatisticsView } from '../statistics/read-statistics.ts'

type Row = StatisticsView['rows'][number]

/** Every word of the workbook, in one language; the route takes them from the catalogue. */
export type ReportWords = {
  title: string
  issuer: string
  asOf: string
  unitOfCount: string
  sheet: string
  columns: Record<ReportColumn, string>
  total: string
  signature: { preparedBy: string; checkedBy: string; date: string }
  notesTitle: string
  notes: readonly string[]
  /** How a unit is called in this language; `own`: the people of the unit asked for who are in none below it. */
  nameOf: (unit: { nameZh: string; nameEn: string }, own: boolean) => string
}

type Source = { counts: Counts; rates: Rates }

/** What stands in a column: a count, a rate (a fraction of one), or a mean of marks. */
type Figure =
  { kind: 'count'; of: (source: Source) => number } | { kind: 'rate' | 'mean'; of: (source: Source) => Ratio }

const count = (of: (counts: Counts) => number): Figure => ({ kind: 'count', of: ({ counts }) => of(counts) })
const rate = (name: Exclude<keyof Rates, 'meanScore'>): Figure => ({
  kind: 'rate',
  of: ({ rates }) => rates[name],
})

/** The columns of offices' tables (docs/rules/statistics.md, R15), in their order. */
const figures = {
  roll: count((counts) => counts.roll),
  exempt: count((counts) => counts.exempt),
  due: count((counts) => counts.due),
  studied: count((counts) => counts.studied),
  study: rate('study'),
  sat: count((counts) => counts.sat),
  absent: count((counts) => counts.due - counts.sat),
  participation: rate('participation'),
  passed: count((counts) => counts.passed),
  pass: rate('pass'),
  excellent: count((counts) => counts.excellent),
  excellence: rate('excellence'),
  mean: { kind: 'mean', of: ({ rates }) => rates.meanScore },
  voided: count((counts) => counts.voided),
  firstPass: rate('firstPass'),
  makeUpSat: count((counts) => counts.makeUpSat),
  makeUpPassed: count((counts) => counts.makeUpPassed),
  makeUpPass: rate('makeUpPass'),
} satisfies Record<string, Figure>

export type FigureColumn = keyof typeof figures
export type ReportColumn = 'number' | 'unit' | FigureColumn
const figureColumns = Object.keys(figures) as FigureColumn[] // Safe: the keys of the table are its type.
const width = figureColumns.length + 2

const columnWidths = [6, 34, ...figureColumns.map(() => 10)]
// A little less than the columns together: letters are not all of one width.
const charactersAcross = columnWidths.reduce((sum, of) => sum + of, 0) * 0.85

const font = { fontFamily: '宋体', fontSize: 11 }
const frame = { ...font, borderStyle: 'thin', borderColor: '#000000', alignVertical: 'center' } as const

/**
 * The table in the layout offices expect: merged title, a line of issuer, time and unit of count, a frozen header,
 * one row per unit, 合计 last, sign-off line, notes. Rates are numbers, truncated to what is printed.
 */
export function statisticsSheet(view: StatisticsView, words: ReportWords): Sheet<never> {
  const body = view.rows.map((row, index) => lineOf(index + 1, nameCell(view, row, words), row))
  const total = lineOf('', { value: words.total, align: 'center' }, view.total).map((cell) => ({
    ...cell,
    fontWeight: 'bold' as const,
  }))
  return {
    sheet: words.sheet,
    orientation: 'landscape',
    stickyRowsCount: 3,
    columns: columnWidths.map((of) => ({ width: of })),
    data: [
      merged({
        value: words.title,
        fontFamily: '黑体',
        fontSize: 16,
        fontWeight: 'bold',
        align: 'center',
        alignVertical: 'center',
        height: 34,
      }),
      factsLine(words),
      headerLine(words),
      ...body,
      total,
      signatureLine(words),
      merged({ ...font, value: words.notesTitle, fontWeight: 'bold' }),
      ...words.notes.map((value) =>
        merged({ ...font, value, wrap: true, alignVertical: 'top', height: 16 * linesOf(value) }),
      ),
    ],
  }
}

/** How many lines a note takes across the table: Excel does not grow merged rows by itself. */
function linesOf(note: string): number {
  const wide = [...note].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0)
  return Math.ceil(wide / charactersAcross)
}

function lineOf(number: number | '', name: CellObject, source: Source): CellObject[] {
  const head: CellObject =
    number === '' ? { ...frame, value: '' } : { ...frame, value: number, type: Number, align: 'center' }
  return [
    head,
    { ...frame, wrap: true, ...name },
    ...figureColumns.map((column) => ({ ...frame, ...figureCell(figures[column], source) })),
  ]
}

/** A number with its format; "—" where nobody counts, which is no number. */
function figureCell(figure: Figure, source: Source): CellObject {
  if (figure.kind === 'count')
    return { value: figure.of(source), type: Number, format: '#,##0', align: 'right' }
  const ratio = figure.of(source)
  if (ratio.denominator === 0) return { value: '—', type: String, align: 'right' }
  const value = figure.kind === 'rate' ? truncated(ratio, 10_000) / 10_000 : truncated(ratio, 1) / 100
  return { value, type: Number, format: figure.kind === 'rate' ? '0.00%' : '0.00', align: 'right' }
}

/** ⌊numerator × scale ÷ denominator⌋, exact: Excel rounds what it prints, so the cell holds no more than that. */
function truncated({ numerator, denominator }: Ratio, scale: number): number {
  return Number((BigInt(numerator) * BigInt(scale)) / BigInt(denominator))
}

function nameCell(view: StatisticsView, row: Row, words: ReportWords): CellObject {
  const isOwn = row.depth === 0 && view.rows.length > 1
  return {
    value: words.nameOf(row.unit, isOwn),
    align: 'left',
    ...(row.depth > 1 ? { indent: row.depth - 1 } : {}),
  }
}

function merged(cell: CellObject): (CellObject | null)[] {
  return spread([{ ...cell, columnSpan: width }])
}

/** Fills the cells that merged ones cover. */
function spread(cells: CellObject[]): (CellObject | null)[] {
  return cells.flatMap((cell) => [cell, ...Array<null>((cell.columnSpan ?? 1) - 1).fill(null)])
}

function factsLine({ issuer, asOf, unitOfCount }: ReportWords): (CellObject | null)[] {
  return spread([
    { ...font, value: issuer, columnSpan: 8, height: 20 },
    { ...font, value: asOf, columnSpan: 8, align: 'center' },
    { ...font, value: unitOfCount, columnSpan: width - 16, align: 'right' },
  ])
}

function headerLine({ columns }: ReportWords): CellObject[] {
  return (['number', 'unit', ...figureColumns] as const).map((column) => ({
    ...frame,
    value: columns[column],
    align: 'center',
    fontWeight: 'bold',
    wrap: true,
    backgroundColor: '#EFEFEF',
    height: 34,
  }))
}

function signatureLine({ signature }: ReportWords): (CellObject | null)[] {
  return spread([
    { ...font, value: signature.preparedBy, columnSpan: 7, height: 26, alignVertical: 'center' },
    { ...font, value: signature.checkedBy, columnSpan: 7, alignVertical: 'center' },
    { ...font, value: signature.date, columnSpan: width - 14, alignVertical: 'center' },
  ])
}
