import { eq, inArray } from 'drizzle-orm'
import { expect } from 'vitest'

import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { nextInQueue } from '#app/services/questions/next-in-queue.ts'
import { readQuestion } from '#app/services/questions/read-question.ts'
import { approveBatch, approveQuestion, submitQuestion } from '#app/services/questions/review-question.ts'
import { takeStep } from '#app/services/questions/take-step.ts'
import { editQuestion } from '#app/services/questions/write-question.ts'
import type { Db } from '#db/client.ts'
import { listAskable } from '#db/queries/bank.ts'
import { questions, questionVersions } from '#db/schema/bank.ts'
import { actionsOn, addApproved, addBankStaff, addDraft, written } from '#tests/fixtures/bank-world.ts'
import { test } from '#tests/fixtures/database.ts'

const day = '2026-11-23'
const noKey = { questionId: '', version: 0 }

async function addOne(db: Db) {
  await installBasicBank(db)
  const author = await addBankStaff(db, 'author')
  return { author, reviewer: await addBankStaff(db, 'reviewer'), key: await addDraft(author) }
}

const askableVersions = async (db: Db, questionId: string) =>
  (await listAskable(db, day)).filter((one) => one.questionId === questionId)

test('an author takes back what waits, and gives up a draft; another author does neither', async ({ db }) => {
  const { author, reviewer, key } = await addOne(db)
  const another = await addBankStaff(db, 'author')
  await submitQuestion(author, key)
  const withdrawn = { step: 'withdrawn', comment: '' } as const
  expect(await takeStep(another, key, withdrawn)).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await takeStep(author, key, withdrawn)).toEqual({ ok: true, value: null })
  expect(await approveQuestion(reviewer, key, '')).toEqual({ ok: false, refusal: 'changed' })
  const discarded = { step: 'discarded', comment: '' } as const
  expect(await takeStep(another, key, discarded)).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await takeStep(author, key, discarded)).toEqual({ ok: true, value: null })
  expect(await submitQuestion(author, key)).toEqual({ ok: false, refusal: 'changed' })
  expect((await actionsOn(db, key.questionId)).slice(1)).toEqual([
    'question.submitted',
    'question.withdrawn',
    'question.discarded',
  ])
})

test('a reviewer who did not write it retires a question, with a reason, also under a newer draft', async ({
  db,
}) => {
  const { author, reviewer } = await addOne(db)
  const key = await addApproved({ author, reviewer })
  await editQuestion(author, { questionId: key.questionId, base: 1 }, { content: written })
  const both = await addBankStaff(db, 'author', 'reviewer')
  const retire = (comment: string) => ({ step: 'retired', comment }) as const
  expect(await takeStep(author, key, retire('不再适用'))).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await takeStep(reviewer, key, retire(''))).toEqual({ ok: false, refusal: 'no-comment' })
  const own = await addApproved({ author: both, reviewer })
  expect(await takeStep(both, own, retire('不再适用'))).toEqual({ ok: false, refusal: 'own' })

  expect(await askableVersions(db, key.questionId)).toHaveLength(1)
  expect(await takeStep(reviewer, key, retire('法条已修改'))).toEqual({ ok: true, value: null })
  expect(await askableVersions(db, key.questionId)).toEqual([])
  expect(await readQuestion(reviewer, key.questionId)).toMatchObject({
    ok: true,
    value: {
      versions: [
        { version: 2, state: 'draft' },
        { version: 1, state: 'retired' },
      ],
      reviews: [{ step: 'submitted' }, { step: 'approved' }, { step: 'retired', comment: '法条已修改' }],
    },
  })
})

test('what came with the product is retired by a reviewer, and comes back by an edit', async ({ db }) => {
  const { author, reviewer } = await addOne(db)
  const [shipped] = await db.select().from(questions).where(eq(questions.code, 'xzcf-001'))
  const key = { questionId: shipped?.id ?? '', version: 1 }
  expect(await takeStep(reviewer, key, { step: 'retired', comment: '不用了' })).toEqual({
    ok: true,
    value: null,
  })
  const again = { content: written, confirmed: true }
  expect(await editQuestion(author, { questionId: key.questionId, base: 1 }, again)).toEqual({
    ok: true,
    value: { questionId: key.questionId, version: 2 },
  })
})

test('the database itself refuses an approver who is the author', async ({ db }) => {
  const { author, key } = await addOne(db)
  await expect(
    db
      .update(questionVersions)
      .set({ state: 'approved', approverId: author.accountId })
      .where(eq(questionVersions.questionId, key.questionId)),
  ).rejects.toMatchObject({ cause: { constraint: 'question_versions_second_person' } })
})

test('a batch is approved in one act or not at all', async ({ db }) => {
  const { author, reviewer } = await addOne(db)
  const keys = [await addDraft(author), await addDraft(author), await addDraft(author)]
  for (const key of keys.slice(0, 2)) await submitQuestion(author, key)
  const states = async () => {
    const rows = await db
      .select()
      .from(questionVersions)
      .where(
        inArray(
          questionVersions.questionId,
          keys.map(({ questionId }) => questionId),
        ),
      )
    return rows.map(({ state }) => state).sort()
  }
  expect(await approveBatch(reviewer, keys, '')).toMatchObject({
    refusal: 'changed',
    first: { questionId: keys[2]?.questionId },
  })
  expect(await states()).toEqual(['draft', 'in-review', 'in-review'])
  expect(await approveBatch(reviewer, keys.slice(0, 2), '逐条核对')).toEqual({
    ok: true,
    value: { approved: 2 },
  })
  expect(await states()).toEqual(['approved', 'approved', 'draft'])
})

test('a reviewer goes through what waits: previous, next, and not what they wrote', async ({ db }) => {
  const { author } = await addOne(db)
  const both = await addBankStaff(db, 'author', 'reviewer')
  const keys = [await addDraft(author), await addDraft(both), await addDraft(author)]
  await submitQuestion(author, keys[0] ?? noKey)
  await submitQuestion(both, keys[1] ?? noKey)
  await submitQuestion(author, keys[2] ?? noKey)
  const view = await readQuestion(both, keys[0]?.questionId ?? '')
  if (!view.ok) throw new Error(view.refusal)
  expect(view.value.queue?.next).toMatchObject({ questionId: keys[2]?.questionId })
  await approveQuestion(both, keys[0] ?? noKey, '')
  expect(await nextInQueue(both, keys[0]?.questionId ?? '')).toMatchObject({
    questionId: keys[2]?.questionId,
  })
  expect(await nextInQueue(author, keys[0]?.questionId ?? '')).toBeNull()
})
