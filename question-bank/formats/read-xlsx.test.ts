import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'

import { workbookOf, zipOf } from '#tests/fixtures/hostile-workbook.ts'

import { loadBasicBank } from '../load.ts'
import { judgeFile } from './judge-file.ts'
import { registryOf } from './law-registry.ts'
import { readFile } from './read-file.ts'
import { readCsv, readXlsx } from './read-xlsx.ts'
import { writeCorrections, writeTemplate } from './write-xlsx.ts'

const registry = registryOf(loadBasicBank().laws, '2026-11-25')
const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/files/${name}`, import.meta.url))
const judged = async (file: Uint8Array, name = 'file.xlsx') =>
  judgeFile(await readFile({ file, name }), registry).map((row) =>
    row.ok
      ? [row.row, row.value.content.kind, row.value.content.article, row.value.content.key.join('')]
      : [row.row, row.fault, row.detail],
  )

const headers = ['题型', '题干', '选项A', '选项B', '选项C', '答案', '解析', '法律依据']
const good = [
  '单选题',
  '罚款在多少元以下的，可以当场收缴？',
  '五十元',
  '一百元',
  '二百元',
  'B',
  '依法给予一百元以下罚款的，可以当场收缴。',
  '行政处罚法第六十八条',
]

type Cells = readonly (string | number | boolean | Date | null)[]
const workbook = async (...sheets: { name: string; rows: Cells[] }[]) =>
  new Uint8Array(
    await writeExcelFile(
      sheets.map(({ name, rows }) => ({
        sheet: name,
        data: rows.map((cells) =>
          cells.map((value) =>
            value === null
              ? null
              : { value, ...(value instanceof Date ? { type: Date, format: 'mm/dd/yyyy' } : {}) },
          ),
        ),
      })),
    ).toBuffer(),
  )
const sheet = (...rows: Cells[]) => workbook({ name: '试题', rows })

/**
 * Made by LibreOffice Calc 7.4 out of a sheet with a title over all columns, a citation merged over two rows, a
 * formula for points and one for an explanation, and options formatted as percentages.
 */
test('a workbook that LibreOffice wrote, with merged cells, formulas and percentages', async () => {
  const file = fixture('libreoffice-customary.xlsx')
  expect(await judged(file)).toEqual([
    [3, 'single', '第六十八条', 'B'],
    [4, 'true-false', '第六十八条', 'T'],
    [5, 'multiple', '第九条', 'ABC'],
    [6, 'single', '第七十二条', 'B'],
    [7, 'key-beyond', 'E'],
  ])
  const { questions } = await readXlsx(file)
  expect(questions[2]?.explanation).toBe('警告、罚款、行政拘留是行政处罚，查封场所是行政强制措施。')
  expect(questions[3]?.options).toEqual(['1%', '3%', '5%', '10%'])
})

test('the same sheet as text in GBK, with a title above the headers', async () => {
  expect(await judged(fixture('gbk.csv'), 'gbk.csv')).toEqual([
    [3, 'single', '第六十八条', 'B'],
    [4, 'no-law', ''],
    [5, 'multiple', '第九条', 'ABC'],
    [6, 'single', '第七十二条', 'B'],
    [7, 'key-beyond', 'E'],
  ])
})

test('columns in any order, by customary names, with columns nobody reads', async () => {
  const rows = [
    ['2026 年题库', null, null],
    [
      '负责人',
      '参考答案',
      '题目内容（必填）',
      '*选项1',
      '选项2',
      '选项3：',
      '答案解析',
      '法条依据',
      '题 型',
      '序号',
    ],
    ['张三', 'b', good[1], good[2], good[3], good[4], good[6], good[7], '单选', 1],
  ] as Cells[]
  expect(await judged(await sheet(...rows))).toEqual([[3, 'single', '第六十八条', 'B']])
})

test('sheets and sections name the kind of their questions; sheets without headers hold none', async () => {
  const [, ...rest] = good
  const truth = ['一百元以下的罚款，可以当场收缴。', null, null, null, true, good[6], good[7]] as Cells
  const file = await workbook(
    { name: '说明', rows: [['本题库供内部使用']] },
    { name: '单选题', rows: [headers.slice(1), rest] },
    { name: '其他', rows: [headers.slice(1), ['二、判断题（每题 2 分）'], truth] },
  )
  const content = await readXlsx(file)
  expect(content.questions.map(({ sheet: name, row, kind, key }) => [name, row, kind, key])).toEqual([
    ['单选题', 2, '单选题', 'B'],
    ['其他', 3, '判断题', 'TRUE'],
  ])
  expect(await judged(file)).toEqual([
    [2, 'single', '第六十八条', 'B'],
    [3, 'true-false', '第六十八条', 'T'],
  ])
})

test('the template says how to fill it in, and none of its rows is a question', async () => {
  const template = await writeTemplate()
  await expect(readFile({ file: template, name: '模板.xlsx' })).rejects.toMatchObject({ fault: 'empty-file' })
})

test('a corrected file is read as the file that it came from', async () => {
  const file = await sheet(headers, good, ['单选题', '短', ...good.slice(2)])
  const { questions } = await readXlsx(file)
  const marked = await writeCorrections(
    questions.map((said) => ({
      row: said.row,
      said,
      isRejected: said.row === 3,
      verdict: '未通过',
      reason: '题干须为 6 至 2000 字。',
    })),
  )
  expect(await judged(marked)).toEqual([
    [2, 'single', '第六十八条', 'B'],
    [3, 'stem-length', ''],
  ])
})

test('formulas without a value, failed ones and days are rejected with their place, and the other rows are read', async () => {
  const inline = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
  const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`
  const cellsOf = (number: number, texts: readonly string[]) =>
    texts.map((text, index) => inline(`${String.fromCharCode(65 + index)}${number}`, text)).join('')
  const sheetXml = [
    row(1, cellsOf(1, headers)),
    row(2, cellsOf(2, good)),
    row(3, `${cellsOf(3, good.slice(0, 1))}<c r="B3"><f>CONCATENATE("甲","乙")</f></c>${inline('C3', '甲')}`),
    row(4, `${cellsOf(4, good.slice(0, 1))}<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c>`),
    row(5, `${cellsOf(5, good.slice(0, 7))}<c r="H5" t="str"><f>H2</f><v>行政处罚法第六十八条</v></c>`),
  ].join('')
  const file = workbookOf(`<worksheet><sheetData>${sheetXml}</sheetData></worksheet>`)
  expect(await judged(file)).toEqual([
    [2, 'single', '第六十八条', 'B'],
    [3, 'no-cell-value', 'B3'],
    [4, 'no-cell-value', 'B4'],
    [5, 'twice-in-file', '2'],
  ])
  const days = await sheet(headers, [...good.slice(0, 2), new Date('2026-03-05'), ...good.slice(3)])
  expect(await judged(days)).toEqual([[2, 'date-cell', '2026-03-05']])
})

test('a cell of a megabyte rejects its row only', async () => {
  const file = await sheet(headers, [good[0] ?? '', '罚'.repeat(350_000), ...good.slice(2)], good)
  expect(await judged(file)).toEqual([
    [2, 'stem-length', ''],
    [3, 'single', '第六十八条', 'B'],
  ])
})

const bytes = (text: string) => new TextEncoder().encode(text)
const sheetOf = (xml: string) => workbookOf(`<worksheet><sheetData>${xml}</sheetData></worksheet>`)

test.for<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
  ['a workbook without headers', () => sheet(['甲', '乙'], ['1', '2']), 'malformed'],
  ['two columns of keys', () => sheet([...headers, '正确答案'], [...good, 'C']), 'malformed'],
  ['an empty workbook', () => sheet([null]), 'empty-file'],
  ['an old .xls', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'unsupported'],
  ['half a workbook', async () => (await sheet(headers, good)).slice(0, 2000), 'malformed'],
  [
    'a Word document',
    () => zipOf([{ name: 'word/document.xml', content: Buffer.from('<w/>') }]),
    'unsupported',
  ],
  [
    'an archive of something else',
    () => zipOf([{ name: 'a.txt', content: Buffer.from('a') }]),
    'unsupported',
  ],
  ['a sheet that is no XML', () => sheetOf('<row r="1"><c r="A1"'), 'malformed'],
  ['a bomb', () => sheetOf('<row/>'.repeat(50_000_000)), 'too-large'],
  ['a lie about its size', () => workbookOf(Buffer.alloc(40_000_000, ' '), 1000), 'unsafe'],
  ['a PDF', () => bytes('%PDF-1.7'), 'unsupported'],
  ['a page of HTML', () => bytes('<!DOCTYPE html><html></html>'), 'unsupported'],
])('%s is refused as a whole', { timeout: 60_000 }, async ([, file, fault]) => {
  await expect(readFile({ file: await file(), name: 'file' })).rejects.toMatchObject({ fault })
})

test('a text with semicolons or tabs is read, and a broken quote ends it', () => {
  const line = (mark: string, cells: readonly string[]) => cells.join(mark)
  for (const mark of [';', '\t', '，'])
    expect(
      readCsv(
        bytes(
          `题库\n${line(mark, headers)}\n${line(
            mark,
            good.map((cell) => cell.replaceAll('，', '')),
          )}`,
        ),
      ).questions,
    ).toMatchObject([{ row: 3, key: 'B' }])
  expect(
    readCsv(bytes(`${headers.join()}\n${good.map((cell) => `"${cell}\n"`).join()}`)).questions,
  ).toHaveLength(1)
})
