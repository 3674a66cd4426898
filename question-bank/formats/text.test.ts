import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { loadBasicBank } from '../load.ts'
import { judgeFile } from './judge-file.ts'
import { registryOf } from './law-registry.ts'
import { readText } from './text.ts'

const registry = registryOf(loadBasicBank().laws, '2026-11-25')
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) =>
  judgeFile(readText(bytes(text)), registry).map((row) =>
    row.ok
      ? {
          row: row.row,
          kind: row.value.content.kind,
          stem: row.value.content.stem,
          options: row.value.content.options.map((one) => one.text).join('|'),
          key: row.value.content.key.join(''),
        }
      : { row: row.row, fault: row.fault, detail: row.detail },
  )
const law = '依据：《行政处罚法》第六十八条'
const why = '解析：依法给予一百元以下罚款的，可以当场收缴。'

test('a paper in the usual form, with its headings, titles and remarks', () => {
  const paper = `某市 2026 年度学法考试试题
姓名：______  单位：______

一、单选题（每题 2 分，共 4 分）
1．适用简易程序，罚款在多少元以下的，可以当场收缴？（ ）
A．五十元  B．一百元  C．二百元  D．五百元
答案：B
${why}
${law}
难度：易

2、对公民处以多少元以下的罚款，可以当场作出决定？
A、一百元
B、二百元
C、三百元
D、五百元
【答案】B 【解析】对公民处以二百元以下罚款的，可以当场作出决定。【依据】行政处罚法第51条

二、多项选择题
1. 下列哪些是行政处罚？
（A）警告（B）罚款（C）行政拘留（D）查封场所
参考答案：A、B；C
解析：警告、罚款、行政拘留是行政处罚，
查封场所是行政强制措施。
法律依据：行政处罚法第九条

三、判断题
（√）1．一百元以下的罚款，可以当场收缴。
${why}
${law}
2．二百元以下的罚款，都可以当场收缴。（ × ）
${why}
${law}
3．当场收缴罚款的，必须出具专用票据。
答案：对
解析：当场收缴罚款的，必须向当事人出具专用票据。
依据：行政处罚法第七十条
`
  expect(read(paper)).toEqual([
    { row: 5, kind: 'single', stem: '适用简易程序，罚款在多少元以下的，可以当场收缴？（ ）', options: '五十元|一百元|二百元|五百元', key: 'B' },
    { row: 12, kind: 'single', stem: '对公民处以多少元以下的罚款，可以当场作出决定？', options: '一百元|二百元|三百元|五百元', key: 'B' },
    { row: 20, kind: 'multiple', stem: '下列哪些是行政处罚？', options: '警告|罚款|行政拘留|查封场所', key: 'ABC' },
    { row: 28, kind: 'true-false', stem: '一百元以下的罚款，可以当场收缴。', options: '正确|错误', key: 'T' },
    { row: 31, kind: 'true-false', stem: '二百元以下的罚款，都可以当场收缴。', options: '正确|错误', key: 'F' },
    { row: 34, kind: 'true-false', stem: '当场收缴罚款的，必须出具专用票据。', options: '正确|错误', key: 'T' },
  ])
}) // prettier-ignore

test('a key in the brackets of the stem is taken out of it', () => {
  const options = 'A.五十元B.一百元C.二百元'
  expect(read(`1. 可以当场收缴的罚款在（ B ）以下。\n${options}\n${why}\n${law}`)).toMatchObject([
    { stem: '可以当场收缴的罚款在（\u3000）以下。', options: '五十元|一百元|二百元', key: 'B' },
  ])
  expect(read(`1. 可以当场收缴的罚款在（Ｂ）以下。\n${options}\n答案：B\n${why}\n${law}`)).toMatchObject([
    { stem: '可以当场收缴的罚款在（\u3000）以下。', key: 'B' },
  ])
  expect(read(`1. 可以当场收缴的罚款在（A）以下。\n${options}\n答案：B\n${why}\n${law}`)).toMatchObject([
    { fault: 'key-unreadable', detail: 'B / A?' },
  ])
})

test('options behind the stem on one line, and a long option on two', () => {
  expect(
    read(`1. 可以当场收缴的罚款在多少元以下？A.五十元 B.一百元 C.二百元\n答案：B\n${why}\n${law}`),
  ).toMatchObject([{ stem: '可以当场收缴的罚款在多少元以下？', options: '五十元|一百元|二百元' }])
  expect(
    read(
      `1. 可以当场收缴的罚款在多少元以下？\nA.五十元\n以下\nB.一百元\nC.A、B都不对\n答案：B\n${why}\n${law}`,
    ),
  ).toMatchObject([{ options: '五十元\n以下|一百元|A、B都不对' }])
})

test('a case and the questions that ask about it', () => {
  const rows = judgeFile(
    readText(
      bytes(`一、案例选择题
案例一：某县市场监督管理局在检查中发现一家商店存在违法行为，
拟当场处以八十元罚款。
1. 对该商店的罚款可以当场收缴吗？
A. 可以 B. 不可以 C. 须经上级批准
答案：A
${why}
${law}
2. 当场收缴罚款的，须出具什么？
A. 收据 B. 专用票据 C. 发票
答案：B
解析：当场收缴罚款的，必须向当事人出具专用票据。
依据：行政处罚法第七十条`),
    ),
    registry,
  )
  const cases = rows.map((row) => row.ok && [row.value.content.caseCode, row.value.content.material])
  expect(cases[0]).toEqual([
    expect.stringMatching(/^al-/),
    '某县市场监督管理局在检查中发现一家商店存在违法行为，\n拟当场处以八十元罚款。',
  ])
  expect(cases[1]).toEqual(cases[0])
})

test('without numbers, empty lines part the questions', () => {
  const one = (stem: string) => `${stem}\nA. 五十元\nB. 一百元\nC. 二百元\n\n答案：B\n${why}\n${law}`
  expect(
    read(`${one('可以当场收缴的罚款在多少元以下？')}\n\n\n${one('哪一数额以下的罚款可以当场收缴？')}\n`),
  ).toMatchObject([
    { row: 1, kind: 'single' },
    { row: 11, kind: 'single', stem: '哪一数额以下的罚款可以当场收缴？' },
  ])
})

test('numbers that do not rise belong to the text', () => {
  const list = '解析：理由如下：\n1. 数额在一百元以下；\n2. 适用简易程序。'
  expect(read(`5. 一百元以下的罚款，可以当场收缴。\n答案：√\n${list}\n${law}`)).toHaveLength(1)
})

test('a question lacks what its line does not say, and the others are read', () => {
  expect(
    read(
      `1. 一百元以下的罚款，可以当场收缴。\n${why}\n${law}\n2. 一百元以下的罚款，应当当场收缴。\n答案：错\n${why}\n${law}`,
    ),
  ).toMatchObject([
    { row: 1, fault: 'no-key' },
    { row: 4, key: 'F' },
  ])
  expect(
    read(`一、填空题\n1. 罚款在（ ）元以下的，可以当场收缴。\n答案：一百\n${why}\n${law}`),
  ).toMatchObject([{ row: 2, fault: 'unsupported-kind' }])
})

test('GBK and UTF-16 are read as well as UTF-8', () => {
  const paper = `1．一百元以下的罚款，可以当场收缴。\r\n答案：√\r\n${why}\r\n${law}\r\n`
  const utf16 = new Uint8Array(Buffer.from(`\ufeff${paper}`, 'utf16le'))
  expect(readText(utf16).questions).toEqual(readText(bytes(paper)).questions)
  // The table of tests/fixtures/files/gbk.csv, read as a text: its words are there, and are no garble.
  const gbk = readFileSync(new URL('../../tests/fixtures/files/gbk.csv', import.meta.url))
  expect(() => readText(gbk)).not.toThrow()
})

test.for<[string, Uint8Array, string]>([
  ['an empty file', new Uint8Array(), 'empty-file'],
  ['blanks', bytes(' \n\n'), 'empty-file'],
  ['a text without questions', bytes('关于开展学法考试的通知'), 'malformed'],
  ['bytes in no encoding', new Uint8Array([0xff, 0xff, 0x80, 0x81, 0x01, 0x02]), 'wrong-encoding'],
])('%s is unreadable', ([, file, fault]) => {
  expect(() => readText(file)).toThrow(expect.objectContaining({ fault }))
})

test('a million lines that say nothing take little time', { timeout: 60_000 }, () => {
  const startMs = performance.now()
  expect(() => readText(bytes('（（（（\n'.repeat(1_000_000)))).toThrow(
    expect.objectContaining({ fault: 'malformed' }),
  )
  expect(performance.now() - startMs).toBeLessThan(20_000)
})
