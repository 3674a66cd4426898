import { and, eq } from 'drizzle-orm'
import { expect } from 'vitest'

import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { listLaws } from '#app/services/questions/list-laws.ts'
import { listQuestions } from '#app/services/questions/list-questions.ts'
import { readQuestion } from '#app/services/questions/read-question.ts'
import { approveQuestion, sendBackQuestion, submitQuestion } from '#app/services/questions/review-question.ts'
import { createQuestion, editQuestion } from '#app/services/questions/write-question.ts'
import type { Db } from '#db/client.ts'
import { listAskable } from '#db/queries/bank.ts'
import { auditLog } from '#db/schema/audit.ts'
import { questions } from '#db/schema/bank.ts'
import { contentOf } from '#question-bank/judge-content.ts'
import { actionsOn, addBankStaff, addDraft, written } from '#tests/fixtures/bank-world.ts'
import { test } from '#tests/fixtures/database.ts'

const day = '2026-11-23'

async function addOne(db: Db) {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author')
  return { author, reviewer: await addBankStaff(db, 'reviewer'), key: await addDraft(author) }
}

const askableVersions = async (db: Db, questionId: string) => {
  const [question] = await db.select().from(questions).where(eq(questions.id, questionId))
  return (await listAskable(db, day)).filter(({ code }) => code === question?.code)
}

test('a question is asked only after a second person approved it', async ({ db }) => {
  const { author, reviewer, key } = await addOne(db)
  expect(await approveQuestion(reviewer, key, '')).toEqual({ ok: false, refusal: 'changed' })
  expect(await submitQuestion(author, key)).toEqual({ ok: true, value: null })
  expect(await askableVersions(db, key.questionId)).toEqual([])
  expect(await approveQuestion(reviewer, key, '与第六十八条一致')).toEqual({ ok: true, value: null })
  expect(await askableVersions(db, key.questionId)).toMatchObject([{ options: contentOf(written).options }])

  const view = await readQuestion(reviewer, key.questionId)
  expect(view).toMatchObject({
    ok: true,
    value: {
      question: { state: 'approved', key: ['B'] },
      versions: [{ version: 1, author: author.name, approver: reviewer.name }],
      reviews: [{ step: 'submitted' }, { step: 'approved', comment: '与第六十八条一致' }],
    },
  })
  expect(await actionsOn(db, key.questionId)).toEqual([
    'question.written',
    'question.submitted',
    'question.approved',
    'question.read',
  ])
})

test('an author who is a reviewer too cannot approve or send back what they wrote', async ({ db }) => {
  await installBasicBank(db)
  const both = await addBankStaff(db, 'author', 'reviewer')
  const key = await addDraft(both)
  await submitQuestion(both, key)
  expect(await approveQuestion(both, key, '')).toEqual({ ok: false, refusal: 'own' })
  expect(await sendBackQuestion(both, key, '再看看')).toEqual({ ok: false, refusal: 'own' })
  expect(await readQuestion(both, key.questionId)).toMatchObject({
    ok: true,
    value: { may: { review: false, ownReview: true } },
  })
  expect(await askableVersions(db, key.questionId)).toEqual([])
})

test('an author cannot approve, a reviewer cannot write, and only the author submits', async ({ db }) => {
  const { author, reviewer, key } = await addOne(db)
  const another = await addBankStaff(db, 'author')
  const refused = { ok: false, refusal: 'not-allowed' }
  expect(await submitQuestion(another, key)).toEqual(refused)
  expect(await createQuestion(reviewer, { content: written })).toEqual(refused)
  await submitQuestion(author, key)
  expect(await approveQuestion(another, key, '')).toEqual(refused)
  expect(await editQuestion(reviewer, { questionId: key.questionId, base: 1 }, { content: written })).toEqual(
    refused,
  )
})

test('what is sent back needs a comment, and an edit is a new version', async ({ db }) => {
  const { author, reviewer, key } = await addOne(db)
  await submitQuestion(author, key)
  expect(await sendBackQuestion(reviewer, key, '')).toEqual({ ok: false, refusal: 'no-comment' })
  expect(await sendBackQuestion(reviewer, key, '选项 C 容易引起争议')).toEqual({ ok: true, value: null })

  const better = { ...written, options: ['五十元', '一百元', '五百元'] }
  const edited = await editQuestion(author, { questionId: key.questionId, base: 1 }, { content: better })
  expect(edited).toEqual({ ok: true, value: { questionId: key.questionId, version: 2 } })
  expect(await editQuestion(author, { questionId: key.questionId, base: 1 }, { content: better })).toEqual({
    ok: false,
    refusal: 'changed',
  })
  expect(await submitQuestion(author, key)).toEqual({ ok: false, refusal: 'changed' })
  expect(await readQuestion(author, key.questionId, 1)).toMatchObject({
    ok: true,
    value: {
      question: { version: 1, state: 'retired', options: contentOf(written).options },
      versions: [{ version: 2, state: 'draft' }, { version: 1 }],
    },
  })
})

test('an approved version is asked until the next one is approved, and never two at once', async ({ db }) => {
  const { author, reviewer, key } = await addOne(db)
  await submitQuestion(author, key)
  await approveQuestion(reviewer, key, '')
  const [before] = await askableVersions(db, key.questionId)
  await editQuestion(
    author,
    { questionId: key.questionId, base: 1 },
    {
      content: { ...written, difficulty: 'hard' },
    },
  )
  expect(await askableVersions(db, key.questionId)).toEqual([before])
  const second = { questionId: key.questionId, version: 2 }
  await submitQuestion(author, second)
  await approveQuestion(reviewer, second, '')
  expect(await askableVersions(db, key.questionId)).toMatchObject([{ difficulty: 'hard' }])
})

test('content with faults is not saved, and the faults are named', async ({ db }) => {
  const { author, key } = await addOne(db)
  const faulty = { ...written, article: '第八十七条', key: 'D' }
  const faults = { article: 'beyond-last-article', key: 'key-beyond' }
  expect(await createQuestion(author, { content: faulty })).toEqual({ ok: false, refusal: 'faulty', faults })
  expect(
    await editQuestion(author, { questionId: key.questionId, base: 1 }, { content: faulty }),
  ).toMatchObject({
    refusal: 'faulty',
  })
  expect(await createQuestion(author, { content: { ...written, lawVersion: '1996-03-17' } })).toMatchObject({
    faults: { law: 'unknown-law' },
  })
})

test('authors at work at once get codes of their own', async ({ db }) => {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author')
  const made = await Promise.all(
    [1, 2, 3].map(() => createQuestion(author, { content: written, confirmed: true })),
  )
  expect(made.every(({ ok }) => ok)).toBe(true)
})

test('the list is filtered, paged and recorded; others than authors and reviewers see nothing', async ({
  db,
}) => {
  const { author, reviewer, key } = await addOne(db)
  await submitQuestion(author, key)
  const all = await listQuestions(author, {}, 1)
  if (!all.ok) throw new Error(all.refusal)
  expect(all.value).toMatchObject({ page: 1, waiting: 0, mayWrite: true })
  expect(all.value.questions).toHaveLength(20)
  expect(all.value.total).toBeGreaterThan(390)
  expect(all.value.questions[0]).not.toHaveProperty('key')

  const waiting = await listQuestions(
    reviewer,
    { state: 'in-review', lawId: 'xingzheng-chufa', text: '当场' },
    1,
  )
  if (!waiting.ok) throw new Error(waiting.refusal)
  expect(waiting.value.waiting).toBeGreaterThan(0)
  expect(waiting.value.questions.map(({ questionId }) => questionId)).toContain(key.questionId)
  expect(await listQuestions(author, { text: '100%_不存在' }, 1)).toMatchObject({
    value: { total: 0, pageCount: 1 },
  })

  const [row] = await db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.action, 'bank.listed'), eq(auditLog.actorId, reviewer.accountId)))
  expect(row?.detail).toMatchObject({ state: 'in-review', page: 1 })

  const proctor = await addBankStaff(db, 'proctor')
  expect(await listQuestions(proctor, {}, 1)).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await readQuestion(proctor, key.questionId)).toEqual({ ok: false, refusal: 'not-found' })
  expect(await listLaws(proctor, day)).toEqual({ ok: false, refusal: 'not-allowed' })
})

test('the law registry tells what is in force on a day', async ({ db }) => {
  const { author } = await addOne(db)
  const laws = await listLaws(author, day)
  if (!laws.ok) throw new Error(laws.refusal)
  const review = laws.value.filter(({ lawId }) => lawId === 'xingzheng-fuyi')
  expect(review).toMatchObject([
    { version: '2023-09-01', state: 'in-force', articleCount: 90 },
    { version: '2017-09-01', state: 'ended', questions: 0 },
  ])
})
