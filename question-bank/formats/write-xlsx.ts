import writeExcelFile from 'write-excel-file/node'

import { letter } from '../question.ts'
import { cleanText } from './clean-text.ts'
import { type ExportedQuestion, fileQuestionOf } from './exported-question.ts'
import { emptyFileQuestion, type FileQuestion } from './file-question.ts'
import { exampleMark, instructionMark } from './read-sheets.ts'
import { headerOf } from './sheet-columns.ts'

/** The columns of our files, with their widths in signs. `option` counts from 0. */
type Column =
  | { field: Exclude<keyof FileQuestion, 'row' | 'sheet' | 'options'>; width: number }
  | { option: number; width: number }

const optionColumns = Array.from({ length: 8 }, (_, option) => ({ option, width: option < 4 ? 24 : 12 }))

const columns: readonly Column[] = [
  { field: 'code', width: 14 },
  { field: 'kind', width: 9 },
  { field: 'stem', width: 60 },
  ...optionColumns,
  { field: 'key', width: 9 },
  { field: 'explanation', width: 60 },
  { field: 'difficulty', width: 7 },
  { field: 'points', width: 7 },
  { field: 'law', width: 32 },
  { field: 'article', width: 14 },
  { field: 'lawVersion', width: 13 },
  { field: 'topic', width: 14 },
  { field: 'audience', width: 22 },
  { field: 'trades', width: 16 },
  { field: 'difficultyReason', width: 24 },
  { field: 'note', width: 24 },
  { field: 'changed', width: 24 },
  { field: 'pinned', width: 10 },
  { field: 'caseCode', width: 14 },
  { field: 'material', width: 40 },
]

/** Questions as a workbook of our own columns, which `readXlsx` reads as the same questions. */
export const writeXlsx = (questions: readonly ExportedQuestion[]): Promise<Uint8Array> =>
  workbook(questions.map((question) => cellsOf(fileQuestionOf(question))))

/** A row with what became of it. `said` null: it could not even be read as a question. */
export type CorrectionRow = {
  row: number
  said: FileQuestion | null
  isRejected: boolean
  verdict: string
  reason: string
}

/** A workbook to correct and import again: our own columns, and in front what became of each row. */
export function writeCorrections(rows: readonly CorrectionRow[]): Promise<Uint8Array> {
  return workbook(
    rows.map(({ said }) => cellsOf(said ?? emptyFileQuestion)),
    rows.map(({ row, verdict, reason, isRejected }) => ({
      isRejected,
      cells: [verdict, reason, String(row)],
    })),
  )
}

/** The workbook that authors fill in: what each column takes, and examples, which nobody imports. */
export const writeTemplate = (): Promise<Uint8Array> => workbook([instructions, ...examples].map(cellsOf))

type Judged = { isRejected: boolean; cells: string[] }

const judgedHeaders = ['导入结果', '原因', '原行号'] as const
const judgedWidths = [10, 48, 8]

function workbook(rows: readonly string[][], judged: readonly Judged[] | null = null): Promise<Uint8Array> {
  const headers = [...(judged ? judgedHeaders : []), ...columns.map(titleOf)]
  const widths = [...(judged ? judgedWidths : []), ...columns.map(({ width }) => width)]
  const head = headers.map((value) => ({
    ...text(value),
    fontWeight: 'bold' as const,
    backgroundColor: '#F2EDE2',
  }))
  const body = rows.map((cells, index) => {
    const marked = judged?.[index]
    const row = [
      ...(marked?.cells.map((value) => markedText(value, marked.isRejected)) ?? []),
      ...cells.map(text),
    ]
    const height = heightOf(row, widths)
    return row.map((cell) => ({ ...cell, height }))
  })
  return writeExcelFile([head, ...body], {
    sheet: '试题',
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  })
    .toBuffer()
    .then((file) => new Uint8Array(file))
}

const titleOf = (column: Column): string =>
  'option' in column ? `选项${letter(column.option)}` : headerOf(column.field)

const cellsOf = (said: FileQuestion): string[] =>
  columns.map((column) => ('option' in column ? (said.options[column.option] ?? '') : said[column.field]))

const linePoints = 15
/** Longer texts are read in the cell's own editor: a row should not fill the screen. */
const mostLines = 12

/** The height of a row in points, so that its longest text shows: a Chinese sign is two widths wide. */
function heightOf(row: readonly { value: string }[], widths: readonly number[]): number {
  const lines = row.map(({ value }, index) =>
    value
      .split('\n')
      .reduce((sum, line) => sum + Math.ceil((line.length * 2 + 1) / (widths[index] ?? 10)), 0),
  )
  return linePoints * Math.min(mostLines, Math.max(1, ...lines))
}

/** The most signs of a cell are 32,767, some of which grow when they are written. */
const mostSigns = 30_000

/** Text format: a spreadsheet must not turn `1-2` into a day or `=A` into a formula. */
const text = (value: string) => ({
  value: escaped(cleanText(value.slice(0, mostSigns))),
  type: String,
  format: '@',
  wrap: true,
  alignVertical: 'top' as const,
})

const markedText = (value: string, isRejected: boolean) =>
  isRejected ? { ...text(value), backgroundColor: '#FBE9E7' } : text(value)

/** `_x0041_` is how workbooks write a sign by its number (ECMA-376, 22.9.2.19): meant as itself, it is written so. */
const escaped = (value: string) => value.replace(/_x([0-9A-Fa-f]{4})_/g, '_x005F_x$1_')

const instructions: FileQuestion = {
  ...emptyFileQuestion,
  code: `${instructionMark}：本行和编号以“${exampleMark}”开头的行不导入，可以删除。编号可留空；写了编号，以后再导入就是同一道题的新版本。`,
  kind: '单选题、多选题、判断题',
  stem: '必填，6 至 2000 字，不必写题号。',
  options: ['选择题 3 至 8 项，判断题不填。', '不必写 A、B 等字母。'],
  key: '必填。选择题写字母，如 B、ACD；判断题写 正确 或 错误。',
  explanation: '必填，10 至 2000 字：为什么对，其他选项为什么不对。',
  difficulty: '易、中、难；不填为中。',
  points: '只核对格式，不保存：分值由组卷模板决定。',
  law: '必填，须是法律登记中的法律。可连条文一起写：《行政处罚法》第六十八条。',
  article: '法律依据中未写时必填：第六十八条，或 68。',
  lawVersion: '公布日期，如 2021-01-22；不填为现行版本。',
  topic: '30 字以内；不填为法律名称。',
  audience: '领导干部、一般工作人员、行政执法人员，可写多个；不填为一般工作人员。',
  trades: '只考某行业人员时填写，如 市场监管；可写多个。',
  difficultyReason: '可不填，2 至 300 字。',
  note: '写给审题人的话，可不填。',
  changed: '修法改变答案的，写原来的规定，可不填。',
  pinned: '打乱选项时位置不变的选项，如 D（以上都对）。',
  caseCode: '同一案例的各题写同一编号。',
  material: '同一案例的各题共用，20 至 2000 字；写在第一题即可。',
}

const example: FileQuestion = {
  ...emptyFileQuestion,
  difficulty: '易',
  points: '1',
  law: '《中华人民共和国行政处罚法》',
  lawVersion: '2021-01-22',
  audience: '一般工作人员、行政执法人员',
}

const examples: FileQuestion[] = [
  {
    ...example,
    code: `${exampleMark}1`,
    kind: '单选题',
    stem: '适用简易程序当场作出行政处罚决定，依法给予多少元以下罚款的，执法人员可以当场收缴？',
    options: ['五十元', '一百元', '二百元', '五百元'],
    key: 'B',
    explanation: '依法给予一百元以下罚款的，可以当场收缴。五十元低于法定数额，二百元、五百元高于法定数额。',
    article: '第六十八条',
    topic: '当场收缴',
  },
  {
    ...example,
    code: `${exampleMark}2`,
    kind: '多选题',
    stem: '下列哪些属于行政处罚的种类？',
    options: ['警告', '罚款', '行政拘留', '查封场所'],
    key: 'ABC',
    explanation: '警告、罚款、行政拘留都是行政处罚；查封场所是行政强制措施，不是行政处罚。',
    difficulty: '中',
    law: '《行政处罚法》第九条',
    lawVersion: '',
    topic: '处罚种类',
  },
  {
    ...example,
    code: `${exampleMark}3`,
    kind: '判断题',
    stem: '对当事人的同一个违法行为，不得给予两次以上罚款的行政处罚。',
    key: '正确',
    explanation: '这是一事不再罚款的规定：同一个违法行为，不得给予两次以上罚款。',
    article: '29',
    topic: '一事不再罚',
  },
]
