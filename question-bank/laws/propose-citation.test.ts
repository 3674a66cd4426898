import { expect, test } from 'vitest'

import { inventedTexts } from '#tests/fixtures/invented-law.ts'

import { compareLaws } from './compare-law.ts'
import { parseLaw } from './law-text.ts'
import { proposeCitations } from './propose-citation.ts'

const [older, newer] = [parseLaw(inventedTexts.older).articles, parseLaw(inventedTexts.newer).articles]
const changes = compareLaws(older, newer)
const propose = (article: string, words: string) =>
  proposeCitations(
    { article, words },
    changes,
    (label) => newer.find((one) => one.label === label)?.text ?? '',
  ).map(({ label, kind }) => [label, kind])

test('of a split article the part that has the words of the question comes first', () => {
  expect(propose('第四条', '读者一次可以借阅几册图书？借期为多少日？')).toEqual([
    ['第五条', 'split'],
    ['第六条', 'split'],
  ])
  expect(propose('第四条', '逾期不归还图书，提醒后十五日内仍不归还的，暂停借阅资格多久？')).toEqual([
    ['第六条', 'split'],
    ['第五条', 'split'],
  ])
})

test('a renumbered article has one proposal, one that is gone has none', () => {
  expect(propose('第七条', '')).toEqual([['第八条', 'renumbered']])
  expect(propose('第八条', '颁发证书')).toEqual([])
  expect(propose('第九十九条', '')).toEqual([])
})
