import { expect, test } from 'vitest'

import { loadBasicBank } from '../load.ts'
import { emptyFileQuestion, type FileQuestion } from './file-question.ts'
import { judgeFile } from './judge-file.ts'
import { registryOf } from './law-registry.ts'

const registry = registryOf(loadBasicBank().laws, '2026-11-25')
const question: FileQuestion = {
  ...emptyFileQuestion,
  row: 2,
  kind: '判断题',
  stem: '一百元以下的罚款，可以当场收缴。',
  key: '对',
  explanation: '依法给予一百元以下罚款的，可以当场收缴。',
  law: '行政处罚法第六十八条',
}
const judge = (...questions: Partial<FileQuestion>[]) =>
  judgeFile(
    {
      questions: questions.map((change, index) => ({ ...question, row: index + 2, ...change })),
      rejected: [],
    },
    registry,
  ).map((row) => (row.ok ? 'ok' : `${row.fault} ${row.detail}`))

test('a question that stands there twice counts once', () => {
  expect(
    judge({}, { stem: '一百元以下的罚款, 可以当场收缴' }, { stem: '二百元以下的罚款，可以当场收缴。' }),
  ).toEqual(['ok', 'twice-in-file 2', 'ok'])
})

test('the same question with another key is left out both times', () => {
  expect(judge({}, { key: '错' })).toEqual(['contradicted-in-file 3', 'contradicted-in-file 2'])
})

test('two rows with one code are left out both', () => {
  expect(judge({ code: 'a-1' }, { code: 'a-1', stem: '五十元以下的罚款，可以当场收缴。' })).toEqual([
    'code-twice 3',
    'code-twice 2',
  ])
})

test('the same sentence in two cases is two questions', () => {
  const material = (name: string) => `${name}县市场监督管理局在检查中发现一家商店存在轻微违法行为。`
  expect(
    judge({ caseCode: 'al-1', material: material('甲') }, { caseCode: 'al-2', material: material('乙') }),
  ).toEqual(['ok', 'ok'])
})

test('a material beside the first question of a case is that of all of them', () => {
  const material = '甲县市场监督管理局在检查中发现一家商店存在轻微违法行为。'
  const rows = judgeFile(
    {
      questions: [
        { ...question, caseCode: 'al-1', material },
        { ...question, row: 3, caseCode: 'al-1', stem: '对该商店可以不予行政处罚。' },
      ],
      rejected: [],
    },
    registry,
  )
  expect(rows.map((row) => row.ok && row.value.content.material)).toEqual([material, material])
})

test('a material without a code gets one, the same each time', () => {
  const material = '甲县市场监督管理局在检查中发现一家商店存在轻微违法行为。'
  const codes = [1, 2].map(() => {
    const [row] = judgeFile({ questions: [{ ...question, material }], rejected: [] }, registry)
    return row?.ok && row.value.content.caseCode
  })
  expect(codes[0]).toMatch(/^al-[0-9a-f]{13}$/)
  expect(codes[1]).toBe(codes[0])
})

test('a case with two materials is left out', () => {
  const material = (name: string) => `${name}县市场监督管理局在检查中发现一家商店存在轻微违法行为。`
  expect(
    judge(
      { caseCode: 'al-1', material: material('甲') },
      { caseCode: 'al-1', material: material('乙'), stem: '对该商店可以不予行政处罚。' },
    ),
  ).toEqual(['case-conflict al-1', 'case-conflict al-1'])
})

test('rows that could not be read stand between the others', () => {
  const rows = judgeFile(
    {
      questions: [question, { ...question, row: 9, stem: '五十元以下的罚款，可以当场收缴。' }],
      rejected: [{ row: 5, code: 'content-lost', reason: 'img' }],
    },
    registry,
  )
  expect(rows.map(({ row, ok }) => [row, ok])).toEqual([
    [2, true],
    [5, false],
    [9, true],
  ])
})
