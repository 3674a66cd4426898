import { expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'

import { limits, readTable } from './read-table.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const cells = async (file: Uint8Array) => {
  const table = await readTable(file)
  return table.ok ? table.value.map((row) => row.cells) : table.refusal
}

test('UTF-8 with a byte order mark, Windows line ends and a quoted cell', async () => {
  expect(await cells(bytes('\uFEFF工号,总学分,必修学分\r\n"A,1","10""0",60\r\n\r\nA2,,\n'))).toEqual([
    ['工号', '总学分', '必修学分'],
    ['A,1', '10"0', '60'],
    ['A2', '', ''],
  ])
})

test('GBK, as Excel on a Chinese Windows writes it', async () => {
  const gbk = Uint8Array.from([
    0xb9, 0xa4, 0xba, 0xc5, 0x2c, 0xd7, 0xdc, 0xd1, 0xa7, 0xb7, 0xd6, 0x0a, 0x41, 0x31, 0x2c, 0x38,
  ])
  expect(await cells(gbk)).toEqual([
    ['工号', '总学分'],
    ['A1', '8'],
  ])
})

test('tabs, semicolons and full-width digits', async () => {
  expect(await cells(bytes('工号\t总学分\nA1\t１００'))).toEqual([
    ['工号', '总学分'],
    ['A1', '100'],
  ])
  expect(await cells(bytes('工号;总学分\nA1;100'))).toEqual([
    ['工号', '总学分'],
    ['A1', '100'],
  ])
})

test('the rows keep the numbers that an editor shows', async () => {
  const table = await readTable(bytes('工号,总学分\n\n\nA1,5'))
  expect(table.ok && table.value.map(({ line }) => line)).toEqual([1, 4])
})

test('a workbook', async () => {
  const file = await writeExcelFile([
    ['工号', '总学分'],
    ['A1', 100],
    ['A2', 99.5],
  ]).toBuffer()
  expect(await cells(file)).toEqual([
    ['工号', '总学分'],
    ['A1', '100'],
    ['A2', '99.5'],
  ])
})

test('a workbook that says it unpacks to gigabytes is not unpacked', async () => {
  const file = Buffer.from(await writeExcelFile([['工号']]).toBuffer())
  const entry = file.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  file.writeUInt32LE(0xf0000000, entry + 24)
  expect(await cells(file)).toBe('unreadable')
})

test.for([
  [new Uint8Array(), 'empty-file'],
  [bytes(' \n \n'), 'empty-file'],
  [new Uint8Array(limits.bytes + 1), 'too-large'],
  [Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old-excel'],
  [bytes('PK not really'), 'unreadable'],
  [Uint8Array.from([0x00, 0x01, 0x02]), 'unreadable'],
  [bytes(`a,b\n${'1,2\n'.repeat(limits.rows + 1)}`), 'too-many-rows'],
] as const)('%# is refused: %s', async ([file, refusal]) => {
  expect(await cells(file)).toBe(refusal)
})
