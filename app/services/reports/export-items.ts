import writeExcelFile, { type CellObject, type Sheet } from 'write-excel-file/node'

import type { Flag } from '#app/domain/item-analysis-flags.ts'
import type { Figure } from '#app/domain/item-analysis-figures.ts'
import type { ItemSorting } from '#app/domain/item-sorting.ts'
import { ok, type Result } from '#app/domain/result.ts'

import type { ItemRow } from '../item-statistics/item-row.ts'
import type { ItemRefusal } from '../item-statistics/item-scope.ts'
import { type ExamItemsView, readAllExamItems } from '../item-statistics/read-exam-items.ts'
import type { NamedReader } from '../statistics/scope.ts'

/** The columns of the workbook, in their order; `stem` only for those who may read it. */
const columns = [
  ...(['number', 'code', 'version', 'law', 'kind', 'attempts', 'papers', 'facility'] as const),
  ...(['pointBiserial', 'discrimination', 'efficiency', 'median', 'flags', 'stem'] as const),
]
type ItemColumn = (typeof columns)[number]

/** Every word of the workbook, in one language. */
export type ItemSheetWords = {
  fileName: string
  sheet: string
  title: string
  /** Issued when, and in what units. */
  facts: string
  columns: Record<ItemColumn, string>
  kinds: Record<ItemRow['question']['kind'], string>
  flag: (flag: Flag) => string
  notes: readonly string[]
}

/**
 * The table of an exam's items as an .xlsx workbook. The export is audited.
 *
 * @returns `no-figures`: withheld, not computed yet, or nobody has sat; else the refusals of `readExamItems`.
 */
export async function exportItems(
  reader: NamedReader,
  request: { examId: string; sorting: ItemSorting },
  wordsOf: (view: ExamItemsView) => ItemSheetWords,
): Promise<Result<{ fileName: string; content: Buffer }, ItemRefusal | 'no-figures'>> {
  const view = await readAllExamItems(reader, request)
  if (!view.ok) return view
  const { figures, seesContent } = view.value
  if (!figures) return { ok: false, refusal: 'no-figures' }
  const words = wordsOf(view.value)
  const shown = columns.filter((column) => column !== 'stem' || seesContent)
  const sheet = itemSheet(figures.rows, words, shown)
  return ok({ fileName: words.fileName, content: await writeExcelFile([sheet]).toBuffer() })
}

const frame = { fontFamily: '宋体', fontSize: 11, borderStyle: 'thin', borderColor: '#000000' } as const
const widths: Partial<Record<ItemColumn, number>> = {
  number: 6,
  code: 18,
  law: 26,
  kind: 12,
  flags: 34,
  stem: 60,
}

/** The layout offices expect: merged title, a line of facts, a frozen header, one row per item, notes. */
function itemSheet(
  rows: readonly ItemRow[],
  words: ItemSheetWords,
  shown: readonly ItemColumn[],
): Sheet<never> {
  const merged = (value: string, more: CellObject = {}) => [
    { value, columnSpan: shown.length, fontFamily: '宋体', fontSize: 11, ...more },
    ...Array<null>(shown.length - 1).fill(null),
  ]
  return {
    sheet: words.sheet,
    orientation: 'landscape',
    stickyRowsCount: 3,
    columns: shown.map((column) => ({ width: widths[column] ?? 10 })),
    data: [
      merged(words.title, {
        fontFamily: '黑体',
        fontSize: 16,
        fontWeight: 'bold',
        align: 'center',
        height: 34,
      }),
      merged(words.facts),
      shown.map((column) => ({
        ...frame,
        value: words.columns[column],
        align: 'center',
        fontWeight: 'bold',
        wrap: true,
        backgroundColor: '#EFEFEF',
      })),
      ...rows.map((row, place) =>
        shown.map((column) => ({ ...frame, ...cellOf[column](row, { words, place }) })),
      ),
      ...words.notes.map((note) => merged(note, { wrap: true, height: 30, alignVertical: 'top' })),
    ],
  }
}

type Cell = (row: ItemRow, context: { words: ItemSheetWords; place: number }) => CellObject

const text = (value: string): CellObject => ({ value, type: String, format: '@' })
const count = (value: number): CellObject => ({ value, type: Number, format: '#,##0' })
/** A number as exact as it is printed; "—" where there is none, which is no number. */
const figure = (value: Figure, format: string, digits: number): CellObject =>
  typeof value === 'number'
    ? { value: Number(value.toFixed(digits)), type: Number, format }
    : { value: '—', type: String, align: 'right' }

const cellOf = {
  number: (_row, { place }) => count(place + 1),
  code: ({ question }) => text(question.code),
  version: ({ question }) => count(question.version),
  law: ({ question }) => text(`${question.lawShort} ${question.article}`),
  kind: ({ question }, { words }) => text(words.kinds[question.kind]),
  attempts: ({ attempts }) => count(attempts),
  papers: ({ papers }) => count(papers),
  facility: ({ figures }) => figure(figures.facility, '0.0%', 3),
  pointBiserial: ({ figures }) => figure(figures.pointBiserial, '0.00', 2),
  discrimination: ({ figures }) => figure(figures.discrimination, '0.00', 2),
  efficiency: ({ figures }) => figure(figures.efficiency, '0.0%', 3),
  median: ({ figures: { time } }) => figure(typeof time === 'string' ? time : time.median, '0', 0),
  flags: ({ flags }, { words }) => ({ ...text(flags.map(words.flag).join('；')), wrap: true }),
  stem: ({ stem }) => ({ ...text(stem ?? ''), wrap: true }),
} satisfies Record<ItemColumn, Cell>
