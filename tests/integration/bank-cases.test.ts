import { expect } from 'vitest'

import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { readCase } from '#app/services/questions/read-case.ts'
import { readQuestion } from '#app/services/questions/read-question.ts'
import { approveBatch } from '#app/services/questions/review-question.ts'
import { takeStep, takeSteps } from '#app/services/questions/take-step.ts'
import { createCase, editMaterial } from '#app/services/questions/write-case.ts'
import { createQuestion, editQuestion } from '#app/services/questions/write-question.ts'
import type { Db } from '#db/client.ts'
import { actionsOn, addBankStaff, written } from '#tests/fixtures/bank-world.ts'
import { test } from '#tests/fixtures/database.ts'

const material = '某市场监管所执法人员甲、乙检查某便利店，发现其销售过期食品，拟当场处以八十元罚款。'
const other = `${material}店主丙当场提出异议，要求听证。`
const stem = (number: number) => `关于本案第${number}问，下列说法正确的是哪一项？`
const content = (number: number) => ({ ...written, stem: stem(number) })

async function addCase(db: Db, count = 3) {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author')
  const questions = Array.from({ length: count }, (_, index) => content(index + 1))
  const made = await createCase(author, { material, questions })
  if (!made.ok) throw new Error(made.refusal)
  return { author, reviewer: await addBankStaff(db, 'reviewer'), caseCode: made.value.caseCode }
}

async function look(person: Awaited<ReturnType<typeof addBankStaff>>, caseCode: string) {
  const view = await readCase(person, caseCode)
  if (!view.ok) throw new Error(view.refusal)
  return view.value
}

test('a case is written as a whole: its material, its questions in order, an audit row for each', async ({
  db,
}) => {
  const { author, caseCode } = await addCase(db)
  const view = await look(author, caseCode)
  expect(caseCode).toMatch(/^zj-c\d{2,}$/)
  expect(view).toMatchObject({ material, isTorn: false, isTooSmall: false, may: { edit: true, add: true } })
  expect(view.questions.map((question) => [question.stem, question.state])).toEqual([
    [stem(1), 'draft'],
    [stem(2), 'draft'],
    [stem(3), 'draft'],
  ])
  expect(await actionsOn(db, caseCode, 'case')).toEqual(['case.written', 'case.read'])
  expect(await actionsOn(db, view.questions[0]?.questionId ?? '')).toEqual(['question.written'])
})

test('nothing of a case with a fault is written, and every fault is named', async ({ db }) => {
  const { author } = await addCase(db)
  const faulty = [content(1), { ...content(2), key: 'D' }]
  expect(await createCase(author, { material: '太短', questions: faulty })).toEqual({
    ok: false,
    refusal: 'faulty',
    faults: { material: 'length', questions: [null, { key: 'key-beyond' }] },
  })
  for (const questions of [[content(1)], [1, 2, 3, 4, 5].map(content)])
    expect(await createCase(author, { material, questions })).toEqual({
      ok: false,
      refusal: 'question-count',
    })
})

test('a question joins a case while there is room, and keeps its material when it is edited', async ({
  db,
}) => {
  const { author, caseCode } = await addCase(db)
  const joined = await createQuestion(author, { content: content(4) }, caseCode)
  if (!joined.ok) throw new Error(joined.refusal)
  expect(await createQuestion(author, { content: content(5) }, caseCode)).toEqual({
    ok: false,
    refusal: 'case-full',
  })
  expect(await createQuestion(author, { content: content(5) }, 'zj-c99')).toMatchObject({
    refusal: 'not-found',
  })
  await editQuestion(
    author,
    { questionId: joined.value.questionId, base: 1 },
    { content: { ...content(4), difficulty: 'hard' } },
  )
  expect(await readQuestion(author, joined.value.questionId)).toMatchObject({
    ok: true,
    value: { question: { caseCode, material, difficulty: 'hard' }, siblings: { length: 4 } },
  })
})

test('two authors at once do not both write the last question of a case', async ({ db }) => {
  const { author, caseCode } = await addCase(db)
  const another = await addBankStaff(db, 'author')
  const both = await Promise.all(
    [author, another].map((person, index) =>
      createQuestion(person, { content: content(7 + index) }, caseCode),
    ),
  )
  expect(both.map((made) => (made.ok ? 'written' : made.refusal)).sort()).toEqual(['case-full', 'written'])
})

test('other material gives every question a new version, and what is in use keeps the old until all are approved', async ({
  db,
}) => {
  const { author, reviewer, caseCode } = await addCase(db)
  const drafts = (await look(author, caseCode)).may.submitted
  expect(drafts).toHaveLength(3)
  await takeSteps(author, drafts, { step: 'submitted', comment: '' })
  await approveBatch(reviewer, (await look(reviewer, caseCode)).may.approved, '')

  const { seen } = await look(author, caseCode)
  expect(await editMaterial(author, { caseCode, material: other, seen })).toEqual({
    ok: true,
    value: { questions: 3 },
  })
  const edited = await look(author, caseCode)
  expect(edited.questions.map(({ version, state }) => [version, state])).toEqual([
    [2, 'draft'],
    [2, 'draft'],
    [2, 'draft'],
  ])
  await takeSteps(author, edited.may.submitted, { step: 'submitted', comment: '' })
  const waiting = (await look(reviewer, caseCode)).may.approved
  // One alone would leave a case in use with two materials.
  expect(await approveBatch(reviewer, waiting.slice(0, 1), '')).toMatchObject({ refusal: 'case-split' })
  expect(await approveBatch(reviewer, waiting, '')).toEqual({ ok: true, value: { approved: 3 } })
  expect(await look(author, caseCode)).toMatchObject({ material: other, isTorn: false })
})

test('what the author did not see is not overwritten', async ({ db }) => {
  const { author, reviewer, caseCode } = await addCase(db)
  const { seen, questions } = await look(author, caseCode)
  const first = questions[0]?.questionId ?? ''
  await editQuestion(author, { questionId: first, base: 1 }, { content: { ...content(1), key: 'A' } })
  expect(await editMaterial(author, { caseCode, material: other, seen })).toEqual({
    ok: false,
    refusal: 'changed',
  })
  const now = (await look(author, caseCode)).seen
  expect(await editMaterial(author, { caseCode, material: other, seen: now.slice(1) })).toMatchObject({
    refusal: 'changed',
  })
  expect(await editMaterial(author, { caseCode, material, seen: now })).toMatchObject({ refusal: 'same' })
  expect(await editMaterial(author, { caseCode, material: '短', seen: now })).toMatchObject({
    refusal: 'faulty',
  })
  expect(await editMaterial(reviewer, { caseCode, material: other, seen: now })).toMatchObject({
    refusal: 'not-allowed',
  })
})

test('a question that was given up is no longer one of its case', async ({ db }) => {
  const { author, caseCode } = await addCase(db, 2)
  const [first] = (await look(author, caseCode)).seen
  await takeStep(author, first ?? { questionId: '', version: 0 }, { step: 'discarded', comment: '' })
  const view = await look(author, caseCode)
  expect(view).toMatchObject({ isTooSmall: true, seen: { length: 1 } })
  expect(view.questions).toHaveLength(2)
})

test('nobody but authors and reviewers sees a case or writes one', async ({ db }) => {
  const { caseCode } = await addCase(db)
  for (const role of ['candidate', 'proctor', 'administrator', 'auditor'] as const) {
    const person = await addBankStaff(db, role)
    expect(await readCase(person, caseCode)).toEqual({ ok: false, refusal: 'not-found' })
    expect(await createCase(person, { material, questions: [content(1), content(2)] })).toEqual({
      ok: false,
      refusal: 'not-allowed',
    })
  }
})
