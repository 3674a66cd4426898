import { expect, test } from 'vitest'

import { indexBank } from './assembly/index-bank.ts'
import { checkTemplatesOf } from './check-templates.ts'
import { checkWhole } from './check-whole.ts'
import { loadBasicBank } from './load.ts'
import type { WrittenQuestion } from './question.ts'
import { trades } from './trades.ts'
import { candidatesOf } from './written-candidates.ts'

const bank = loadBasicBank()

test('the basic bank as a whole has no problems', () => expect(checkWhole(bank)).toEqual([]))

test('the basic bank fills every template for every trade, and says what is missing where it does not', () => {
  const candidates = candidatesOf(bank)
  const pairs = bank.enemies.map(({ one, other }) => ({ one, other }))
  expect(checkTemplatesOf(indexBank(candidates, pairs, new Map()), trades)).toEqual([])
  const few = candidates.filter(({ trades: own, kind }) => own.length === 0 || kind !== 'true-false')
  const problems = checkTemplatesOf(indexBank(few, pairs, new Map()), ['water'])
  expect(problems.map(({ where }) => where)).toContain('template own-law-centre, water')
})

const good: WrittenQuestion = {
  id: 'xf-001',
  kind: 'single',
  article: '第一条',
  topic: '国体',
  difficulty: 'easy',
  difficultyReason: '直接考查条文',
  audience: ['general'],
  trades: [],
  stem: '中华人民共和国的根本制度是什么？',
  options: ['甲', '乙', '丙', '以上都对'],
  pinned: 'D',
  key: 'A',
  explanation: '根本制度由第一条规定。',
  note: '考查第一条。',
}
const found = (questions: readonly WrittenQuestion[], enemies: { one: string; other: string }[] = []) =>
  checkWhole({
    files: [
      { name: 'xianfa.json', content: { law: 'xianfa', version: '2018-03-11', questions: [...questions] } },
    ],
    enemies: enemies.map((pair) => ({ ...pair, reason: '同一规定' })),
  }).map(({ what }) => what)

const without = (field: 'note' | 'difficultyReason' | 'pinned') => {
  const { [field]: _, ...rest } = good
  return rest
}
/** Eleven questions with plain options, so that one other is less than a tenth. */
const plain = Array.from({ length: 11 }, (_, at) => ({
  ...good,
  id: `xf-1${String(at).padStart(2, '0')}`,
  options: ['甲', '乙', '丙', '丁'],
}))

test.for([
  ['good', good, []],
  ['without a note', without('note'), ['has no note for the reviewer']],
  ['without a reason', without('difficultyReason'), ['says no reason for its difficulty']],
  ['unpinned', without('pinned'), ['option D speaks of the others and is not pinned']],
  ['of an unknown trade', { ...good, trades: ['magic'] }, ['magic is no trade']],
] as [string, WrittenQuestion, string[]][])('a question %s', ([, question, problems]) =>
  expect(found([question, ...plain])).toEqual(problems),
)

test('too many options that speak of the others are reported', () =>
  expect(found([good, ...plain.slice(0, 3)])).toEqual([
    '1 of 4 choices have options that speak of the others: a tenth at most',
  ]))

test('keys that are mostly one letter are reported', () => {
  const many = Array.from({ length: 100 }, (_, at) => ({
    ...plain[0],
    id: `xf-${at}`,
    key: at < 80 ? 'C' : 'A',
  }))
  expect(found(many as WrittenQuestion[])).toEqual([
    // Each is a plain question with another key.
    'key of single choices: C in 80.0 %, not 20 to 30 %',
  ])
})

test.for([
  [{ one: 'xf-101', other: 'xf-102' }, []],
  [{ one: 'xf-102', other: 'xf-101' }, ['the smaller code comes first']],
  [{ one: 'xf-101', other: 'xf-999' }, ['there is no question xf-999']],
  [{ one: 'xf-103', other: 'xf-104' }, ['questions of one case belong together']],
] as [{ one: string; other: string }, string[]][])('the enemies %o', ([pair, problems]) => {
  const questions = plain.map((one) =>
    one.id === 'xf-103' || one.id === 'xf-104' ? { ...one, case: 'xf-c01' } : one,
  )
  expect(found(questions, [pair])).toEqual(problems)
})
