import { expect, test } from 'vitest'

import { carryQuestion } from './carry-question.ts'
import type { ArticleChange } from './compare-law.ts'

const changes: ArticleChange[] = [
  { from: '第四条', to: '第五条', kind: 'renumbered', similarity: 1 },
  { from: '第五条', to: '第四条', kind: 'renumbered', similarity: 1 },
  { from: '第六条', to: '第七条', kind: 'changed', similarity: 0.8 },
  { from: '第七条', to: '第八条', kind: 'split', similarity: 0.9 },
  { from: '第七条', to: '第九条', kind: 'split', similarity: 0.9 },
  { from: '第八条', to: null, kind: 'gone', similarity: 0 },
]
const lawNames = ['阅览室法', '中华人民共和国阅览室法']
const words = {
  stem: '借期是多少日？',
  options: [{ id: 'A', text: '三十日' }],
  explanation: '',
  note: '',
  material: null,
}

const carry = (explanation: string, [from, to] = ['第四条', '第五条']) =>
  carryQuestion({ ...words, explanation }, { from: from ?? '', to: to ?? '', changes, lawNames })

test.for([
  { what: 'the cited article', said: '《阅览室法》第四条规定，借期为三十日。', now: '《阅览室法》第五条规定，借期为三十日。', mere: true },
  { what: 'the full name of the law', said: '《中华人民共和国阅览室法》第四条', now: '《中华人民共和国阅览室法》第五条', mere: true },
  { what: 'no name of a law', said: '第四条规定的是借期。', now: '第五条规定的是借期。', mere: true },
  { what: 'two numbers that change places', said: '第四条不同于第五条。', now: '第五条不同于第四条。', mere: true },
  { what: 'another law', said: '《图书馆法》第四条另有规定。', now: '《图书馆法》第四条另有规定。', mere: true },
  { what: 'another law and then this one', said: '《图书馆法》第六条；《阅览室法》第四条。', now: '《图书馆法》第六条；《阅览室法》第五条。', mere: true },
  { what: 'an article that was changed', said: '第四条；第六条另有期限。', now: '第五条；第七条另有期限。', mere: false },
  { what: 'an article that was split', said: '第四条；第七条。', now: '第五条；第七条。', mere: false },
  { what: 'an article that is gone', said: '第四条；第八条。', now: '第五条；第八条。', mere: false },
  { what: 'the number before a change', said: '第四条，即修改前的第四条。', now: '第五条，即修改前的第四条。', mere: false },
  { what: 'an article that nobody knows', said: '第四条；第九十九条。', now: '第五条；第九十九条。', mere: false },
  { what: 'no number at all', said: '借期为三十日。', now: '借期为三十日。', mere: true },
])('an explanation that names $what', ({ said, now, mere }) => {
  expect(carry(said)).toMatchObject({ explanation: now, isRenumbering: mere })
}) // prettier-ignore

test('a part of a split article is the one that was chosen, and has to be looked at', () => {
  expect(carry('《阅览室法》第七条', ['第七条', '第九条'])).toMatchObject({
    explanation: '《阅览室法》第九条',
    isRenumbering: false,
  })
})

test('stem and options are renumbered too; a note is, but holds nothing up', () => {
  const carried = carryQuestion(
    {
      stem: '依照第四条，借期是？',
      options: [{ id: 'A', text: '适用第五条', pinned: true }],
      explanation: '',
      note: '修法时看第四条和第八条',
      material: null,
    },
    { from: '第四条', to: '第五条', changes, lawNames },
  )
  expect(carried).toEqual({
    stem: '依照第五条，借期是？',
    options: [{ id: 'A', text: '适用第四条', pinned: true }],
    explanation: '',
    note: '修法时看第五条和第八条',
    isRenumbering: true,
  })
})

test('a case whose material names an article that has another number now has to be looked at', () => {
  const carried = (material: string) =>
    carryQuestion({ ...words, material }, { from: '第四条', to: '第五条', changes, lawNames }).isRenumbering
  expect([carried('某镇依照第四条办理。'), carried('某镇办理借阅。')]).toEqual([false, true])
})
