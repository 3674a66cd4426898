import { expect, test } from 'vitest'

import type { StudyPerson } from '#db/queries/study.ts'

import { judgeRows, studyRows, type StudyRow } from './judge-rows.ts'

const person = (employeeNo: string, more: Partial<StudyPerson> = {}): [string, StudyPerson] => [
  employeeNo,
  { personId: `id-${employeeNo}`, employeeNo, onRoll: true, path: ['city', 'mine'], kept: null, ...more },
]
const people = new Map([
  person('A1'),
  person('A2'),
  person('A3', { path: ['city', 'theirs'] }),
  person('A4', { onRoll: false }),
  person('A5', { kept: { totalCredits: 100, compulsoryCredits: 60 } }),
  person('A6', { kept: { totalCredits: 99, compulsoryCredits: 60 } }),
])
const isMine = (path: readonly string[]) => path.includes('mine')
const row = (employeeNo: string, total = '100', compulsory = '60'): StudyRow => ({
  line: 2,
  employeeNo,
  total,
  compulsory,
})

test.for([
  [row('A1'), 'new'],
  [row('A1', '100.0', '60.00'), 'new'],
  [row('A5'), 'same'],
  [row('A6'), 'changed'],
  [row('Z9'), 'unknown-number'],
  [row(''), 'unknown-number'],
  [row('A3'), 'outside-region'],
  [row('A4'), 'not-on-roll'],
  [row('A1', '一百'), 'not-a-number'],
  [row('A1', '-5'), 'not-a-number'],
  [row('A1', '99.5'), 'not-a-number'],
  [row('A1', '', '60'), 'not-a-number'],
  [row('A1', '10000', '60'), 'not-a-number'],
  [row('A1', '50', '60'), 'compulsory-above-total'],
] as const)('%o is %s', ([one, verdict]) => {
  expect(judgeRows([one], people, isMine).judged[0]?.verdict).toBe(verdict)
})

test('a person named twice is taken from neither row', () => {
  const { judged, accepted } = judgeRows([row('A1'), row('A2'), row('A1', '90')], people, isMine)
  expect(judged.map(({ verdict }) => verdict)).toEqual(['duplicate', 'new', 'duplicate'])
  expect(accepted.map(({ personId }) => personId)).toEqual(['id-A2'])
})

test('the columns are found by their headers, in any order, under a title row', () => {
  const table = [['2026 年度学分表'], ['姓名', '必修学分', '工号', '总学分'], ['甲', '60', 'A1', '100']]
  expect(studyRows(table.map((cells, index) => ({ line: index + 1, cells })))).toEqual([
    { line: 3, employeeNo: 'A1', total: '100', compulsory: '60' },
  ])
})

test('without one of the columns there are no rows', () => {
  expect(studyRows([{ line: 1, cells: ['工号', '总学分'] }])).toBeNull()
})
