import { expect } from 'vitest'

import { commentQuestion } from '#app/services/questions/comment-question.ts'
import { readTwoVersions } from '#app/services/questions/compare-question.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { readQuestion } from '#app/services/questions/read-question.ts'
import { editQuestion } from '#app/services/questions/write-question.ts'
import { lawArticles } from '#db/schema/laws.ts'
import { actionsOn, addBankStaff, addDraft, written } from '#tests/fixtures/bank-world.ts'
import { test } from '#tests/fixtures/database.ts'

test('authors and reviewers talk about a version, in order, and every word is in the log', async ({ db }) => {
  await installBasicBank(db)
  const [author, reviewer] = [await addBankStaff(db, 'author'), await addBankStaff(db, 'reviewer')]
  const key = await addDraft(author)
  expect(await commentQuestion(reviewer, key, ' 选项 C 是否过于接近？ ')).toEqual({ ok: true, value: null })
  expect(await commentQuestion(author, key, '<script>alert(1)</script>')).toEqual({ ok: true, value: null })
  expect(await readQuestion(author, key.questionId)).toMatchObject({
    ok: true,
    value: {
      comments: [
        { comment: '选项 C 是否过于接近？', version: 1, by: reviewer.name },
        { comment: '<script>alert(1)</script>', version: 1 },
      ],
    },
  })
  expect(await actionsOn(db, key.questionId)).toEqual([
    'question.written',
    'question.commented',
    'question.commented',
    'question.read',
  ])
})

test('an empty comment, one without end, and one about no version are refused', async ({ db }) => {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author')
  const key = await addDraft(author)
  expect(await commentQuestion(author, key, ' \n ')).toEqual({ ok: false, refusal: 'empty' })
  expect(await commentQuestion(author, key, '字'.repeat(2001))).toEqual({ ok: false, refusal: 'too-long' })
  expect(await commentQuestion(author, { ...key, version: 9 }, '好')).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  const proctor = await addBankStaff(db, 'proctor')
  expect(await commentQuestion(proctor, key, '好')).toEqual({ ok: false, refusal: 'not-found' })
})

test('any two versions are read beside one another, the earlier one first', async ({ db }) => {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author')
  const { questionId } = await addDraft(author)
  await editQuestion(author, { questionId, base: 1 }, { content: { ...written, trades: ['market'] } })
  await editQuestion(author, { questionId, base: 2 }, { content: { ...written, key: 'C' } })
  expect(await readTwoVersions(author, questionId, { from: 3, to: 1 })).toMatchObject({
    ok: true,
    value: {
      older: { version: 1, key: ['B'] },
      newer: { version: 3, key: ['C'], lawShort: '行政处罚法' },
      versions: [3, 2, 1],
    },
  })
  for (const [from, to] of [
    [1, 4],
    [Number.NaN, 1],
  ] as const)
    expect(await readTwoVersions(author, questionId, { from, to })).toMatchObject({ refusal: 'not-found' })
  const candidate = await addBankStaff(db, 'candidate')
  expect(await readTwoVersions(candidate, questionId, { from: 1, to: 2 })).toMatchObject({
    refusal: 'not-found',
  })
})

test('a reviewer reads the article beside the question, where the text of the law was imported', async ({
  db,
}) => {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author')
  const { questionId } = await addDraft(author)
  expect(await readQuestion(author, questionId)).toMatchObject({ value: { article: null, hasText: false } })
  const version = { lawId: 'xingzheng-chufa', version: '2021-01-22' }
  await db.insert(lawArticles).values({
    ...version,
    ...{ position: 68, label: '第六十八条', chapter: '第六章', text: '有下列情形之一的，可以当场收缴罚款。' },
  })
  expect(await readQuestion(author, questionId)).toMatchObject({
    value: { article: { label: '第六十八条', text: '有下列情形之一的，可以当场收缴罚款。' }, hasText: true },
  })
})
