import { eq } from 'drizzle-orm'
import { expect } from 'vitest'

import { newDuplicateFinder } from '#app/services/questions/duplicate-finder.ts'
import { addEnemies, addEnemiesByCode, markDistinct, removeEnemies } from '#app/services/questions/enemies.ts'
import { findSimilar } from '#app/services/questions/find-similar.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { listDuplicates } from '#app/services/questions/list-duplicates.ts'
import { readQuestion } from '#app/services/questions/read-question.ts'
import { takeStep } from '#app/services/questions/take-step.ts'
import { createCase } from '#app/services/questions/write-case.ts'
import { createQuestion, editQuestion } from '#app/services/questions/write-question.ts'
import type { Db } from '#db/client.ts'
import { enemyPairs } from '#db/schema/question-relations.ts'
import { loadBasicBank } from '#question-bank/load.ts'
import { questionOf } from '#question-bank/question.ts'
import { gramsOf, similarity, textOf } from '#question-bank/similarity.ts'
import { actionsOn, addBankStaff, addDraft, type BankPerson, written } from '#tests/fixtures/bank-world.ts'
import { test } from '#tests/fixtures/database.ts'

const stem = '某县渔政执法人员查获一艘无证渔船，依法可以对其采取下列哪一项措施？'
const alike = '某县渔政执法人员查获一艘无证渔船，依法可以对该船采取下列哪一项措施？'
const options = ['暂扣渔船并责令限期补办证件', '当场拆解渔船', '将船员移送海关处理']

async function openBank(db: Db) {
  await installBasicBank(db)
  return { author: await addBankStaff(db, 'author'), reviewer: await addBankStaff(db, 'reviewer') }
}

/** The pairs that are listed of some questions, on whatever page. */
async function listed(staff: BankPerson, ids: readonly string[]) {
  const finder = newDuplicateFinder()
  const found = []
  for (let page = 1, pageCount = 1; page <= pageCount; page += 1) {
    const view = await listDuplicates(staff, finder, { least: 0.4, page })
    if (!view.ok) throw new Error(view.refusal)
    found.push(...view.value.pairs)
    pageCount = view.value.pageCount
  }
  return found.filter(({ one, other }) => ids.includes(one.questionId) && ids.includes(other.questionId))
}

test('the same words in another question are refused until the author has compared', async ({ db }) => {
  const { author } = await openBank(db)
  const first = await addDraft(author, { stem, options })
  const again = { ...written, stem: ` ${stem.replace('，', ',')}`, options }
  const refused = await createQuestion(author, { content: again })
  expect(refused).toMatchObject({ refusal: 'same-stem', twins: [{ questionId: first.questionId }] })
  const second = await createQuestion(author, { content: again, confirmed: true })
  if (!second.ok) throw new Error(second.refusal)

  const edit = (content: typeof written) =>
    editQuestion(author, { questionId: second.value.questionId, base: 1 }, { content })
  // Nothing was changed about the words, so nothing is asked again.
  expect(await edit({ ...again, key: 'A' })).toMatchObject({ ok: true })
})

test('one stem about two materials is no repetition', async ({ db }) => {
  const { author } = await openBank(db)
  const questions = ['关于本案的处理，下列说法正确的是？', '关于本案的救济，下列说法正确的是？'].map(
    (one) => ({
      ...written,
      stem: one,
    }),
  )
  for (const place of ['甲县', '乙县']) {
    const material = `${place}渔政执法人员查获一艘无证渔船，船主当场提出陈述和申辩意见。`
    expect(await createCase(author, { material, questions })).toMatchObject({ ok: true })
  }
  const alone = { ...written, stem: questions[0]?.stem ?? '' }
  expect(await createQuestion(author, { content: alone })).toMatchObject({ ok: true })
})

test('what is much alike is shown beside a draft, the most alike first; a retired question is not', async ({
  db,
}) => {
  const { author } = await openBank(db)
  const first = await addDraft(author, { stem: `${stem}（一）`, options })
  const second = await addDraft(author, { stem: `${alike}（二）`, options })
  const view = await readQuestion(author, second.questionId)
  if (!view.ok) throw new Error(view.refusal)
  const [most] = view.value.similar
  expect(view.value.similar.map(({ questionId }) => questionId)).toContain(first.questionId)
  expect(most?.similarity).toBeGreaterThan(0.8)
  expect(view.value.similar.map((one) => one.similarity)).toEqual(
    view.value.similar.map((one) => one.similarity).sort((a, b) => b - a),
  )
  await takeStep(author, first, { step: 'discarded', comment: '' })
  const now = await readQuestion(author, second.questionId)
  expect(now.ok && now.value.similar.map(({ questionId }) => questionId)).not.toContain(first.questionId)
})

test('the search for what is alike misses nothing that comparing with every question finds', async ({
  ownDatabase: { db },
}) => {
  await installBasicBank(db)
  const shipped = loadBasicBank().files.flatMap(({ content }) =>
    content.questions.map((one) => questionOf(one, content)),
  )
  const pieces = shipped.map((question) => ({ question, grams: gramsOf(textOf(question)) }))
  let found = 0
  for (const { question, grams } of pieces.filter((_, index) => index % 40 === 0)) {
    const expected = pieces
      .filter(
        (other) =>
          other.question !== question &&
          (other.question.caseCode === null || other.question.caseCode !== question.caseCode) &&
          similarity(grams, other.grams) >= 0.15,
      )
      .sort((a, b) => similarity(grams, b.grams) - similarity(grams, a.grams))
      .slice(0, 5)
    const similar = await findSimilar(db, { ...question, questionId: null }, 0.15)
    const others = similar.filter(({ code }) => code !== question.code)
    expect(others.map((one) => one.similarity).slice(0, 4)).toEqual(
      expected.map((one) => similarity(grams, one.grams)).slice(0, 4),
    )
    found += expected.length
  }
  expect(found).toBeGreaterThan(20)
})

test('the report of the whole bank lists a pair until it is recorded as enemies, and says so in the log', async ({
  db,
}) => {
  const { author, reviewer } = await openBank(db)
  const one = await addDraft(author, { stem: `${stem}（三）`, options })
  const other = await addDraft(author, { stem: `${alike}（四）`, options })
  const ids = [one.questionId, other.questionId]
  expect(await listed(reviewer, ids)).toHaveLength(1)

  const pair = { one: other.questionId, other: one.questionId }
  expect(await addEnemies(reviewer, pair, ' ')).toEqual({ ok: false, refusal: 'no-reason' })
  expect(await addEnemies(reviewer, pair, '同一考点')).toEqual({ ok: true, value: null })
  expect(await addEnemies(author, { one: pair.other, other: pair.one }, '重复')).toEqual({
    ok: false,
    refusal: 'unchanged',
  })
  expect(await listed(reviewer, ids)).toEqual([])
  expect(await readQuestion(author, one.questionId)).toMatchObject({
    value: { enemies: [{ questionId: other.questionId, reason: '同一考点' }] },
  })
  expect(await removeEnemies(author, pair)).toEqual({ ok: true, value: null })
  expect(await removeEnemies(author, pair)).toEqual({ ok: false, refusal: 'unchanged' })
  expect(await listed(reviewer, ids)).toHaveLength(1)
  const [first = ''] = [...ids].sort()
  expect(await actionsOn(db, first)).toEqual(expect.arrayContaining(['enemies.added', 'enemies.removed']))
})

test('a pair found to differ comes back only when it becomes more alike', async ({ db }) => {
  const { author, reviewer } = await openBank(db)
  const one = await addDraft(author, { stem: `${stem}（五）`, options })
  const other = await addDraft(author, {
    stem: `${alike}（六）`,
    options: ['没收渔船', '扣留船员', '移送海关'],
  })
  const ids = [one.questionId, other.questionId]
  const [pair] = await listed(reviewer, ids)
  const key = { one: one.questionId, other: other.questionId }
  expect(await markDistinct(reviewer, key, Number(pair?.similarity.toFixed(4)))).toMatchObject({ ok: true })
  expect(await listed(reviewer, ids)).toEqual([])
  const content = { ...written, stem: `${stem}（七）`, options }
  await editQuestion(author, { questionId: other.questionId, base: 1 }, { content, confirmed: true })
  expect(await listed(reviewer, ids)).toHaveLength(1)
})

test('a pair is of two questions that exist, named by ids or codes', async ({ db }) => {
  const { author } = await openBank(db)
  const { questionId } = await addDraft(author)
  const nobody = '00000000-0000-4000-8000-000000000000'
  expect(await addEnemies(author, { one: questionId, other: questionId.toUpperCase() }, '同')).toMatchObject({
    refusal: 'same',
  })
  for (const other of [nobody, 'x', "' or 1=1 --"])
    expect(await addEnemies(author, { one: questionId, other }, '同')).toMatchObject({ refusal: 'not-found' })
  expect(await addEnemiesByCode(author, { one: 'xzcf-001', other: 'mfd-001' }, '同一考点')).toMatchObject({
    ok: true,
  })
  expect(await addEnemiesByCode(author, { one: 'xzcf-001', other: '没有' }, '同')).toMatchObject({
    refusal: 'not-found',
  })
})

test('who is neither author nor reviewer sees no pair and records none', async ({ db }) => {
  const { author } = await openBank(db)
  const [one, other] = [await addDraft(author), await addDraft(author)]
  const pair = { one: one.questionId, other: other.questionId }
  for (const role of ['candidate', 'proctor', 'administrator', 'auditor'] as const) {
    const person = await addBankStaff(db, role)
    expect(await addEnemies(person, pair, '同')).toMatchObject({ refusal: 'not-found' })
    expect(await addEnemiesByCode(person, { one: 'xzcf-001', other: 'mfd-002' }, '同')).toMatchObject({
      refusal: 'not-found',
    })
    expect(await markDistinct(person, pair, 0.5)).toMatchObject({ refusal: 'not-found' })
    expect(await listDuplicates(person, newDuplicateFinder(), { least: 0.5, page: 1 })).toMatchObject({
      refusal: 'not-allowed',
    })
  }
  expect(
    await db.$count(enemyPairs, eq(enemyPairs.oneId, pair.one < pair.other ? pair.one : pair.other)),
  ).toBe(0)
})

test('the finder compares once for everybody, and again when the bank has changed', async ({ db }) => {
  const { author } = await openBank(db)
  const finder = newDuplicateFinder()
  const [first, second] = await Promise.all([finder.find(db), finder.find(db)])
  expect(second).toBe(first)
  await addDraft(author, { stem: `${stem}（八）`, options })
  await addDraft(author, { stem: `${stem}（九）`, options })
  const third = await finder.find(db)
  expect(third).not.toBe(first)
  expect(third?.length).toBeGreaterThan(first?.length ?? 0)
})
