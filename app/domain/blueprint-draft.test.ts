import { expect, test } from 'vitest'

import { examTemplates, sizeOf } from '#question-bank/blueprint.ts'

import {
  type BlueprintDraft,
  draftOf,
  editDraft,
  emptyDraft,
  emptyRow,
  marksOf,
  mostParts,
  mostRows,
  pointsText,
  readEdit,
  totalsOf,
  wholeNumber,
} from './blueprint-draft.ts'

test.for([
  ['60', 60],
  ['０６０', 60],
  [' 7 ', 7],
  ['0', 0],
  ['', null],
  ['-1', null],
  ['1.5', null],
  ['1e3', null],
  ['99999999', null],
] as const)('“%s” is the whole number %s', ([text, number]) => {
  expect(wholeNumber(text)).toBe(number)
})

test.for([
  ['1', 100],
  ['1.5', 150],
  ['０.５', 50],
  ['2.25', 225],
  ['0.05', 5],
  ['', null],
  ['1.255', null],
  ['-2', null],
  ['1,5', null],
  ['Infinity', null],
] as const)('“%s” points are %s hundredths', ([text, marks]) => {
  expect(marksOf(text)).toBe(marks)
})

test('points read back as they were', () => {
  for (let marks = 0; marks <= 1000; marks += 1) expect(marksOf(pointsText(marks))).toBe(marks)
})

const names = { nameZh: '卷', nameEn: 'Paper', durationMinutes: 60, passMarks: 6000 }

test('the totals of a draft are the size of its blueprint', () => {
  for (const { id, blueprint } of examTemplates) {
    const { items, marks } = totalsOf(draftOf(blueprint, names))
    expect({ items, marks }, id).toEqual(sizeOf(blueprint))
  }
})

test('what is no number yet counts as nothing in the totals', () => {
  const [part] = emptyDraft.parts
  const rows = [
    { ...emptyRow, count: '12' },
    { ...emptyRow, count: 'x' },
  ]
  const draft = {
    ...emptyDraft,
    parts: [
      { ...part!, points: '1.5', rows },
      { ...part!, kind: 'case' as const },
    ],
  }
  expect(totalsOf(draft)).toEqual({
    parts: [
      { items: 12, marks: 1800 },
      { items: 0, marks: 0 },
    ],
    items: 12,
    marks: 1800,
  })
})

const edit = (draft: BlueprintDraft, word: string) => {
  const read = readEdit(word)
  if (!read) throw new Error(word)
  return editDraft(draft, read)
}
const shape = ({ parts }: BlueprintDraft) => parts.map(({ kind, rows }) => `${kind} ${rows.length}`)

test('parts and rows are added, removed and moved; what cannot be done changes nothing', () => {
  const two = edit(emptyDraft, 'add-part')
  const cases = {
    ...two,
    parts: two.parts.map((part, index) => (index === 1 ? { ...part, kind: 'case' as const } : part)),
  }
  expect(shape(edit(cases, 'add-row 1'))).toEqual(['single 1', 'case 2'])
  expect(shape(edit(cases, 'raise-part 1'))).toEqual(['case 1', 'single 1'])
  expect(shape(edit(cases, 'remove-part 0'))).toEqual(['case 1'])
  for (const word of [
    'raise-part 0',
    'raise-part 9',
    'remove-row 0 0',
    'remove-row 7 0',
    'add-row 7',
    'remove-part 9',
  ]) {
    expect(shape(edit(cases, word)), word).toEqual(shape(cases))
  }
  expect(shape(edit(emptyDraft, 'remove-part 0'))).toEqual(shape(emptyDraft))
  const most = Array.from({ length: 40 }).reduce<BlueprintDraft>(
    (draft) => edit(draft, 'add-part'),
    emptyDraft,
  )
  expect(most.parts).toHaveLength(mostParts)
  const rows = Array.from({ length: 40 }).reduce<BlueprintDraft>(
    (draft) => edit(draft, 'add-row 0'),
    emptyDraft,
  )
  expect(rows.parts[0]?.rows).toHaveLength(mostRows)
})

test.for(['', 'add', 'add-row -1', 'add-row 100', 'remove-row 1 x', '__proto__'])(
  '“%s” is no edit',
  (word) => {
    expect(readEdit(word)).toBeNull()
  },
)
