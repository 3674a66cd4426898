import { expect, test } from 'vitest'

import { checkBank } from '#question-bank/check.ts'
import { loadBasicBank } from '#question-bank/load.ts'

import { contentOf, judgeContent, type WrittenContent } from './judge-content.ts'

const law = { articleCount: 86 }
const good: WrittenContent = {
  kind: 'single',
  lawId: 'xingzheng-chufa',
  lawVersion: '2021-01-22',
  article: '第六十八条',
  topic: '当场收缴',
  difficulty: 'medium',
  audience: ['general'],
  stem: '罚款在多少元以下的，可以当场收缴？',
  options: ['五十元', '一百元', '二百元'],
  key: 'B',
  explanation: '一百元以下的罚款可以当场收缴。',
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
  ['an option twice', { options: ['甲', '乙', '乙。'] }, { options: 'option-twice' }],
  ['a key beyond the options', { key: 'D' }, { key: 'key-beyond' }],
  ['no key', { key: '' }, { key: 'key-one' }],
  ['two keys of a single choice', { key: 'AB' }, { key: 'key-one' }],
  ['one key of a multiple choice', { kind: 'multiple', key: 'A' }, { key: 'key-several' }],
  ['the same key twice', { kind: 'multiple', key: 'AA' }, { key: 'key-several' }],
  ['a letter for true or false', { kind: 'true-false', key: 'A' }, { key: 'key-true-false' }],
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

test('the form is as strict as the check of the shipped bank', () => {
  const { laws, files } = loadBasicBank()
  expect(checkBank(laws, files)).toEqual([])
  const faults = files.flatMap(({ content }) =>
    content.questions.map((one) => {
      const version = laws
        .find(({ id }) => id === content.law)
        ?.versions.find((known) => known.version === content.version)
      const written = { ...one, lawId: content.law, lawVersion: content.version, options: one.options ?? [] }
      return judgeContent(written, version ?? null)
    }),
  )
  expect(faults.filter((found) => Object.keys(found).length > 0)).toEqual([])
})
