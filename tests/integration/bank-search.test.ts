import { expect } from 'vitest'
import fc from 'fast-check'

import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { listQuestions } from '#app/services/questions/list-questions.ts'
import { submitQuestion } from '#app/services/questions/review-question.ts'
import { createCase } from '#app/services/questions/write-case.ts'
import { editQuestion } from '#app/services/questions/write-question.ts'
import type { Db } from '#db/client.ts'
import type { QuestionFilter } from '#db/queries/question-filter.ts'
import { countQuestions } from '#db/queries/question-list.ts'
import { gramsOf, plainSigns, textOf } from '#question-bank/similarity.ts'
import { loadBasicBank } from '#question-bank/load.ts'
import { questionOf } from '#question-bank/question.ts'
import { addApproved, addBankStaff, addDraft, written } from '#tests/fixtures/bank-world.ts'
import { test } from '#tests/fixtures/database.ts'
import { sql } from 'drizzle-orm'

const shipped = loadBasicBank().files.flatMap(({ content }) =>
  content.questions.map((one) => questionOf(one, content)),
)

async function openBank(db: Db) {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author')
  const find = async (filter: QuestionFilter, page = 1) => {
    const view = await listQuestions(author, filter, page)
    if (!view.ok) throw new Error(view.refusal)
    return view.value
  }
  const codes = async (filter: QuestionFilter) => (await find(filter)).questions.map(({ code }) => code)
  return { author, reviewer: await addBankStaff(db, 'reviewer'), find, codes }
}

const piecesInDatabase = async (db: Db, text: string) => {
  const { rows } = await db.execute<{ pieces: string[] }>(sql`select text_pieces(${text}) as pieces`)
  return (rows[0]?.pieces ?? []).sort()
}

test('the database and the program make the same pieces of the same text', async ({ db }) => {
  const sign = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...'行政处罚，。“”（）《》第十条某甲abAB12 　\t\n１Ａａ・…—〇々①㎡Ⅳß'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  )
  const text = fc
    .array(sign, { maxLength: 40 })
    .map((signs) => signs.join(''))
    // No text of the database can hold it.
    .filter((one) => !/\0|\p{Cs}/u.test(one))
  await fc.assert(
    fc.asyncProperty(text, async (one) => {
      expect(await piecesInDatabase(db, one)).toEqual([...gramsOf(one)].sort())
    }),
    { seed: 11, numRuns: 400 },
  )
  for (const question of shipped.slice(0, 100))
    expect(await piecesInDatabase(db, textOf(question))).toEqual([...gramsOf(textOf(question))].sort())
})

test('search finds what reading every question finds, wherever the word stands', async ({ db }) => {
  const { find } = await openBank(db)
  for (const word of [
    '当场收缴',
    '听证',
    '罚',
    '行政机关',
    '第六十八条',
    '网络运营者',
    '２０２１',
    '不存在的词语',
  ]) {
    const plain = plainSigns(word)
    const expected = shipped.filter((question) => {
      const { topic, article, explanation, changed, stem, options } = question
      const asked = [topic, stem, ...options.map(({ text }) => text)]
      // A single sign is looked for in topic and stem, a longer word everywhere.
      if (plain.length === 1) return [topic, stem].some((text) => text.includes(plain))
      const places = [...asked, article, explanation, changed ?? '', question.material ?? ''].map(gramsOf)
      return [...gramsOf(plain)].every((piece) => places.some((pieces) => pieces.has(piece)))
    })
    const { total } = await find({ text: word })
    // Pieces over the joint of two parts may add a question; none may be missing.
    expect(total, word).toBeGreaterThanOrEqual(expected.length)
    expect(total - expected.length, word).toBeLessThanOrEqual(3)
  }
})

test('every word must be found, in any order, and those that stand in the stem come first', async ({
  db,
}) => {
  const { author, codes } = await openBank(db)
  const inStem = await addDraft(author, { stem: '执法人员登上月球检查时，应当出示什么证件？' })
  const inOption = await addDraft(author, {
    stem: '下列关于检查的说法，哪一项是正确的？',
    options: ['可以在月球检查', '应当出示执法证件', '可以不出示证件'],
  })
  const found = await codes({ text: '证件 月球' })
  expect(found).toHaveLength(2)
  const { find } = await openBank(db)
  expect((await find({ text: '月球　检查' })).questions.map(({ questionId }) => questionId)).toEqual([
    inStem.questionId,
    inOption.questionId,
  ])
  expect(await codes({ text: '月球 海王星' })).toEqual([])
})

test('a code, the beginning of one and the code of a case find their questions', async ({ db }) => {
  const { codes, find } = await openBank(db)
  expect((await codes({ text: 'xzcf-001' }))[0]).toBe('xzcf-001')
  expect((await codes({ text: 'XZCF-00' })).every((code) => code.startsWith('xzcf-00'))).toBe(true)
  const inCase = shipped.find(({ caseCode }) => caseCode !== null)
  const siblings = shipped.filter(({ caseCode }) => caseCode === inCase?.caseCode)
  expect((await codes({ text: inCase?.caseCode ?? '' })).sort()).toEqual(
    siblings.map(({ code }) => code).sort(),
  )
  expect((await find({ text: 'xzcf-001 听证听证听证不存在' })).total).toBe(0)
})

test.for([
  "'; drop table questions; --",
  '%',
  '_',
  '\\',
  '" or 1=1',
  '{a,b}',
  '！？。',
  '罚'.repeat(10_240),
  '罚 '.repeat(5_000),
  '月'.repeat(499) + '😀',
])('hostile text %# finds what it says, which is nothing much, and harms nothing', async (text, { db }) => {
  const { find } = await openBank(db)
  const all = (await find({})).total
  const { total } = await find({ text })
  expect(total).toBeLessThanOrEqual(all)
  expect((await find({})).total).toBe(all)
})

test('each filter finds what it names', async ({ db }) => {
  const { author, find } = await openBank(db)
  const material = '某市场监管所执法人员甲、乙检查某便利店，发现其销售过期食品，拟当场罚款。'
  await createCase(author, { material, questions: [written, { ...written, stem: '第二问：哪一项正确？' }] })
  const count = (keep: (question: (typeof shipped)[number]) => boolean) => shipped.filter(keep).length
  const shippedOnly = { origin: 'shipped' as const }
  const laws = new Map(loadBasicBank().laws.map((law) => [law.id, law.field]))
  const field = laws.get('minfadian') ?? ''
  const filters: [QuestionFilter, number][] = [
    [{ lawId: 'minfadian' }, count(({ lawId }) => lawId === 'minfadian')],
    [{ field }, count(({ lawId }) => laws.get(lawId) === field)],
    [{ kind: 'multiple' }, count(({ kind }) => kind === 'multiple')],
    [{ difficulty: 'hard' }, count(({ difficulty }) => difficulty === 'hard')],
    [{ audience: 'leaders' }, count(({ audience }) => audience.includes('leaders'))],
    [{ trade: 'market' }, count(({ trades }) => trades.includes('market'))],
    [{ inCase: true }, count(({ caseCode }) => caseCode !== null)],
    [{ inCase: false }, count(({ caseCode }) => caseCode === null)],
    [{ changed: true }, count(({ changed }) => changed !== null)],
    [
      { kind: 'single', trade: 'health' },
      count(({ kind, trades }) => kind === 'single' && trades.includes('health')),
    ],
  ]
  for (const [filter, expected] of filters) {
    expect(expected, JSON.stringify(filter)).toBeGreaterThan(0)
    expect((await find({ ...filter, ...shippedOnly })).total, JSON.stringify(filter)).toBe(expected)
  }
  expect((await find({ origin: 'written', inCase: true })).total).toBeGreaterThanOrEqual(2)
})

test('an approved question is listed under its newer draft, and counts once in each state', async ({
  ownDatabase: { db },
}) => {
  const { author, reviewer, find } = await openBank(db)
  const key = await addApproved({ author, reviewer })
  const before = await countQuestions(db, {})
  await editQuestion(author, { questionId: key.questionId, base: 1 }, { content: written })
  expect(await countQuestions(db, {})).toEqual({ ...before, draft: before.draft + 1 })
  const versionIn = async (state: 'approved' | 'draft' | 'retired') =>
    (await find({ state, text: '适用简易程序，罚款在多少元以下的' })).questions.find(
      ({ questionId }) => questionId === key.questionId,
    )?.version
  expect([await versionIn('approved'), await versionIn('draft'), await versionIn('retired')]).toEqual([
    1,
    2,
    undefined,
  ])
  await submitQuestion(author, { ...key, version: 2 })
  expect((await countQuestions(db, {}))['in-review']).toBe(before['in-review'] + 1)
})

test('pages follow one another without a gap or a repeat', async ({ db }) => {
  const { find } = await openBank(db)
  const { pageCount, total } = await find({ lawId: 'minfadian' })
  const codes: string[] = []
  for (let page = 1; page <= pageCount; page += 1)
    codes.push(...(await find({ lawId: 'minfadian' }, page)).questions.map(({ code }) => code))
  expect(codes).toHaveLength(total)
  expect(new Set(codes).size).toBe(total)
  expect(codes).toEqual([...codes].sort())
})
