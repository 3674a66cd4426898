import { expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'

import { workbookOf } from '#tests/fixtures/hostile-workbook.ts'

import { readTableApart } from './read-table-apart.ts'

test('an ordinary workbook and an ordinary text are read as ever', async () => {
  const rows = [['工号', '总学分'].map((value) => ({ value })), [{ value: 'A1' }, { value: 100 }]]
  const file = await writeExcelFile(rows).toBuffer()
  const expected = {
    ok: true,
    value: [
      { line: 1, cells: ['工号', '总学分'] },
      { line: 2, cells: ['A1', '100'] },
    ],
  }
  expect(await readTableApart(new Uint8Array(file))).toEqual(expected)
  expect(await readTableApart(new TextEncoder().encode('工号,总学分\nA1,100'))).toEqual(expected)
})

test('a workbook of two kilobytes that claims a thousand million rows is unreadable, and nothing else suffers', async () => {
  const cell = '<row r="999999999"><c r="A999999999"><v>1</v></c></row>'
  expect(await readTableApart(workbookOf(`<worksheet><sheetData>${cell}</sheetData></worksheet>`))).toEqual({
    ok: false,
    refusal: 'unreadable',
  })
}, 30_000)
