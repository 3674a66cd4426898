import { expect, test } from 'vitest'

import { checkBank } from './check.ts'
import { contentOf, judgeContent, judgeMaterial, type WrittenContent } from './judge-content.ts'
import { loadBasicBank } from './load.ts'

const law = { articleCount: 86 }
const good: WrittenContent = {
  kind: 'single',
  lawId: 'xingzheng-chufa',
  lawVersion: '2021-01-22',
  article: '第六十八条',
  topic: '当场收缴',
  difficulty: 'medium',
  difficultyReason: '',
  audience: ['general'],
  trades: [],
  stem: '罚款在多少元以下的，可以当场收缴？',
  options: ['五十元', '一百元', '二百元'],
  pinned: '',
  key: 'B',
  explanation: '一百元以下的罚款可以当场收缴。',
  note: '',
  changed: '',
}

test('a whole question has no faults', () => {
  expect(judgeContent(good, law)).toEqual({})
})

test.for<[string, Partial<WrittenContent>, object]>([
  ['no article', { article: '68' }, { article: 'no-article' }],
  ['an article the law does not have', { article: '第八十七条' }, { article: 'beyond-last-article' }],
  ['nobody to ask', { audience: [] }, { audience: 'none-chosen' }],
  ['an unknown audience', { audience: ['nobody'] }, { audience: 'none-chosen' }],
  ['a stem of a word', { stem: '罚款' }, { stem: 'length' }],
  ['two options', { options: ['甲', '乙'] }, { options: 'option-count' }],
  ['an option without words', { options: ['甲', '', '丙'] }, { options: 'option-count' }],
  ['an option twice', { options: ['甲', '乙', '乙。'] }, { options: 'option-twice' }],
  ['a key beyond the options', { key: 'D' }, { key: 'key-beyond' }],
  ['no key', { key: '' }, { key: 'key-one' }],
  ['two keys of a single choice', { key: 'AB' }, { key: 'key-one' }],
  ['one key of a multiple choice', { kind: 'multiple', key: 'A' }, { key: 'key-several' }],
  ['the same key twice', { kind: 'multiple', key: 'AA' }, { key: 'key-several' }],
  ['a letter for true or false', { kind: 'true-false', key: 'A' }, { key: 'key-true-false' }],
  ['a place for an option that is not there', { pinned: 'D' }, { pinned: 'pinned-beyond' }],
  ['a place for right or wrong', { kind: 'true-false', key: 'T', pinned: 'A' }, { pinned: 'pinned-beyond' }],
  ['a trade nobody knows', { trades: ['market', 'piracy'] }, { trades: 'unknown-trade' }],
  ['a reason of one sign', { difficultyReason: '难' }, { difficultyReason: 'length' }],
  ['a note without end', { note: '注'.repeat(1001) }, { note: 'length' }],
  ['an older rule of a word', { changed: '旧法' }, { changed: 'length' }],
  ['a short explanation', { explanation: '见法条。' }, { explanation: 'length' }],
])('%s is a fault', ([, change, faults]) => {
  expect(judgeContent({ ...good, ...change }, law)).toEqual(faults)
})

test('a law that is not in the registry is a fault', () => {
  expect(judgeContent(good, null)).toEqual({ law: 'unknown-law' })
})

test('true or false needs no options of its own, and a key is kept in order', () => {
  expect(contentOf({ ...good, kind: 'true-false', options: [], key: 'F' })).toMatchObject({
    options: [{ id: 'T' }, { id: 'F' }],
    key: ['F'],
  })
  expect(contentOf({ ...good, kind: 'multiple', key: 'CA' }).key).toEqual(['A', 'C'])
})

test('what stays in its place, and what may be left out, is kept as the bank keeps it', () => {
  const kept = contentOf(
    { ...good, pinned: 'C', changed: '旧法为五十元。' },
    { caseCode: 'zj-c01', material: '甲' },
  )
  expect(kept).toMatchObject({
    options: [{ id: 'A' }, { id: 'B' }, { id: 'C', text: '二百元', pinned: true }],
    ...{ changed: '旧法为五十元。', caseCode: 'zj-c01', material: '甲' },
  })
  expect(kept).not.toHaveProperty('pinned')
  expect(contentOf(good)).toMatchObject({ changed: null, caseCode: null, material: null })
})

test.for([
  ['甲'.repeat(19), 'length'],
  ['甲'.repeat(20), null],
  ['甲'.repeat(2000), null],
  ['甲'.repeat(2001), 'length'],
] as const)('material of a case has 20 to 2000 signs (%#)', ([material, fault]) =>
  expect(judgeMaterial(material)).toBe(fault),
)

test('the form is as strict as the check of the shipped bank', () => {
  const { laws, files } = loadBasicBank()
  expect(checkBank(laws, files)).toEqual([])
  const faults = files.flatMap(({ content }) =>
    content.questions.map((one) => {
      const version = laws
        .find(({ id }) => id === content.law)
        ?.versions.find((known) => known.version === content.version)
      const said = { options: [], pinned: '', difficultyReason: '', note: '', changed: '', ...one }
      const written = { ...said, lawId: content.law, lawVersion: content.version }
      return judgeContent(written, version ?? null)
    }),
  )
  expect(faults.filter((found) => Object.keys(found).length > 0)).toEqual([])
})
