import { existsSync, readFileSync } from 'node:fs'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { articleLabel } from '#question-bank/article.ts'
import { inventedChanges, inventedTexts } from '#tests/fixtures/invented-law.ts'
import { knownChanges, rowOf } from '#tests/fixtures/known-changes.ts'

import { compareLaws } from './compare-law.ts'
import { parseLaw } from './law-text.ts'

const articlesOf = (...texts: string[]) =>
  texts.map((text, index) => ({ label: articleLabel(index + 1), text }))
const factsOf = (changes: ReturnType<typeof compareLaws>) =>
  changes.map(({ from, to, kind }) => [from, to, kind])

test('an invented law: same, renumbered, changed, split, merged, new and gone are told apart', () => {
  const changes = compareLaws(parseLaw(inventedTexts.older).articles, parseLaw(inventedTexts.newer).articles)
  expect(factsOf(changes)).toEqual(inventedChanges)
  for (const { kind, similarity } of changes) {
    if (kind === 'same' || kind === 'renumbered') expect(similarity).toBe(1)
    else if (kind === 'new' || kind === 'gone') expect(similarity).toBe(0)
    else expect(similarity).toSatisfy((share: number) => share > 0.5 && share < 1)
  }
})

const folder = new URL('../../../shared/laws/versions/', import.meta.url)

// The texts of laws are not part of the project: only beside it can they be compared.
for (const { name, files, known } of knownChanges) {
  const [older, newer] = files.map((file) => new URL(file, folder))
  test.runIf(older && newer && existsSync(older) && existsSync(newer))(
    `known renumberings of ${name} are found, with the texts beside the project`,
    () => {
      const articles = (file: URL | undefined) => parseLaw(readFileSync(file ?? '', 'utf8')).articles
      const found = new Set(
        compareLaws(articles(older), articles(newer)).map(
          ({ from, to, kind }) => `${from ?? '—'} → ${to ?? '—'} ${kind}`,
        ),
      )
      const missed = known.map(rowOf).filter((row) => !found.has(row))
      // The one that no words betray: rewritten from the citizen's view to the authority's.
      expect(missed.filter((row) => row !== '第十三条 → 第二十四条 changed')).toEqual([])
    },
  )
}

test('spaces, widths and quotation marks of publishers are no change; a comma for a stop is', () => {
  const [older, ...newer] = [
    '本法所称公职人员，是指“国家工作人员”:',
    '本法所称公职人员，  是指"国家工作人员"：',
    '本法所称公职人员、是指“国家工作人员”:',
  ].map((text) => articlesOf(text))
  const kinds = newer.map((one) =>
    compareLaws(older ?? [], one).map(({ kind, similarity }) => [kind, similarity]),
  )
  expect(kinds).toEqual([[['same', 1]], [['changed', 0.99]]])
})

test('articles of one text keep their numbers first, then their order', () => {
  const changes = compareLaws(articlesOf('略。', '略。', '甲。'), articlesOf('甲。', '略。', '略。'))
  expect(factsOf(changes)).toEqual([
    ['第三条', '第一条', 'renumbered'],
    ['第二条', '第二条', 'same'],
    ['第一条', '第三条', 'renumbered'],
  ])
})

test('empty laws have nothing in common', () => {
  expect(compareLaws([], [])).toEqual([])
  expect(factsOf(compareLaws(articlesOf('甲。'), []))).toEqual([['第一条', null, 'gone']])
  expect(factsOf(compareLaws([], articlesOf('甲。')))).toEqual([[null, '第一条', 'new']])
})

test('a changed amount is a change of the same article, wherever it went', () => {
  const text = (yuan: string) =>
    `写恐吓信或者以其他方法威胁他人人身安全的，处五日以下拘留，可以并处${yuan}元以下罚款。`
  const other = ['国家鼓励公民学习法律知识，提高守法意识。', '本法由国务院有关部门负责解释和组织实施。']
  const [change] = compareLaws(articlesOf(text('五百')), articlesOf(...other, text('一千'))).filter(
    ({ from }) => from !== null,
  )
  expect(change).toMatchObject({ from: '第一条', to: '第三条', kind: 'changed' })
  expect(change?.similarity).toBeGreaterThan(0.8)
})

/** Sentences of which no two share a word, so that it is certain what belongs to what. */
const sentence = fc
  .array(fc.integer({ min: 0x4e00, max: 0x9fa5 }), { minLength: 12, maxLength: 40 })
  .map((signs) => `${String.fromCodePoint(...signs)}。`)
const sentences = fc.uniqueArray(sentence, { minLength: 2, maxLength: 30 })

test('property: articles that only move are found wherever they went', () => {
  fc.assert(
    fc.property(
      sentences.chain((texts) => fc.tuple(fc.constant(texts), fc.shuffledSubarray(texts))),
      ([texts, kept]) => {
        const changes = compareLaws(articlesOf(...texts), articlesOf(...kept))
        for (const [index, text] of texts.entries()) {
          const to = kept.indexOf(text)
          const expected =
            to === -1
              ? { to: null, kind: 'gone' }
              : { to: articleLabel(to + 1), kind: to === index ? 'same' : 'renumbered' }
          expect(changes).toContainEqual({
            from: articleLabel(index + 1),
            ...expected,
            similarity: to === -1 ? 0 : 1,
          })
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('property: every article of either version is in a row, and the other way round the kinds are mirrored', () => {
  const mirror = { split: 'merged', merged: 'split', new: 'gone', gone: 'new' } as Record<string, string>
  fc.assert(
    fc.property(sentences, fc.infiniteStream(fc.nat(3)), (texts, stream) => {
      const group = () => {
        const articles: string[] = []
        for (const text of texts) {
          const choice = stream.next().value ?? 0
          if (choice === 0) continue
          if (choice === 1 && articles.length > 0) articles[articles.length - 1] += text
          else articles.push(text)
        }
        return articlesOf(...articles)
      }
      const [older, newer] = [group(), group()]
      const there = compareLaws(older, newer)
      expect(new Set(there.flatMap(({ from }) => from ?? []))).toEqual(
        new Set(older.map(({ label }) => label)),
      )
      expect(new Set(there.flatMap(({ to }) => to ?? []))).toEqual(new Set(newer.map(({ label }) => label)))
      const back = compareLaws(newer, older)
      const turned = there.filter(({ kind }) => kind === 'same' || kind === 'renumbered' || kind in mirror)
      for (const { from, to, kind } of turned.filter(({ kind: one }) => one === 'new' || one === 'gone'))
        expect(back.map((row) => [row.from, row.to, row.kind])).toContainEqual([to, from, mirror[kind]])
    }),
    { numRuns: 60 },
  )
})

test('a law of 1,260 articles, a third of them changed and some dropped, is compared in seconds', () => {
  let state = 7
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
  const words = Array.from({ length: 900 }, () =>
    String.fromCodePoint(0x4e00 + next(900), 0x4e00 + next(900)),
  )
  const sentenceOf = () => `应当${Array.from({ length: 14 }, () => words[next(900)] ?? '').join('')}。`
  const older = articlesOf(...Array.from({ length: 1260 }, () => sentenceOf() + sentenceOf()))
  const newer = older
    .filter((_, index) => index % 50 !== 7)
    .map(({ text }, index) => ({
      label: articleLabel(index + 1),
      text: index % 3 === 0 ? text.replace('应当', '可以依法') : text,
    }))
  const begun = performance.now()
  const changes = compareLaws(older, newer)
  // The measured figure is in docs/evidence/law-compare.md; here is room for a busy machine.
  expect(performance.now() - begun).toBeLessThan(15_000)
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length
  expect([count('gone'), count('changed')]).toEqual([
    older.length - newer.length,
    Math.ceil(newer.length / 3),
  ])
})
