import { and, eq } from 'drizzle-orm'
import { expect } from 'vitest'

import { importLaw } from '#app/services/laws/import-law.ts'
import { approveBatch, mostApprovals } from '#app/services/questions/review-question.ts'
import type { Db } from '#db/client.ts'
import { auditLog } from '#db/schema/audit.ts'
import { questionReviews, questionVersions } from '#db/schema/bank.ts'
import { laws, lawVersions } from '#db/schema/laws.ts'
import { test } from '#tests/fixtures/database.ts'
import { inventedLaw } from '#tests/fixtures/invented-law.ts'

import { addBankStaff, addQuestionOn, askedOn, lastDay, olderImport, today } from './law-fixture.ts'

type Cited = { lawId?: string; lawVersion?: string }

/** A question that is asked, and a version of it by `authorId` that waits for a reviewer. */
async function addWaiting(db: Db, authorId: string, cited: Cited = {}) {
  const { code, questionId } = await addQuestionOn(db, '第一条')
  const [base] = await db.select().from(questionVersions).where(eq(questionVersions.questionId, questionId))
  if (!base) throw new Error('The question has no version.')
  const { id: _, ...content } = base
  await db.insert(questionVersions).values({
    ...content,
    ...cited,
    version: 2,
    state: 'in-review',
    origin: 'written',
    authorId,
    approvedAt: null,
  })
  return { code, key: { questionId, version: 2 } }
}

async function addWorld(db: Db) {
  const author = await addBankStaff(db, 'author')
  await importLaw(author, olderImport, today)
  return { author, reviewer: await addBankStaff(db, 'reviewer') }
}

const statesOf = async (db: Db, questionId: string) =>
  (
    await db
      .select()
      .from(questionVersions)
      .where(eq(questionVersions.questionId, questionId))
      .orderBy(questionVersions.version)
  ).map(({ state }) => state)

test('a batch is approved in one go, each question with a row in the record; one that is named twice counts once', async ({
  ownDatabase: { db },
}) => {
  const { author, reviewer } = await addWorld(db)
  const waiting = [await addWaiting(db, author.accountId), await addWaiting(db, author.accountId)]
  const keys = waiting.map(({ key }) => key)
  expect(await approveBatch(reviewer, [...keys, ...keys], '逐题核对')).toEqual({
    ok: true,
    value: { approved: 2 },
  })
  for (const { questionId } of keys) {
    expect(await statesOf(db, questionId)).toEqual(['retired', 'approved'])
    const rows = await db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.subjectId, questionId), eq(auditLog.action, 'question.approved')))
    expect(rows).toMatchObject([
      { actorId: reviewer.accountId, detail: { version: 2, comment: '逐题核对', retired: [1] } },
    ])
  }
  expect(await db.$count(questionReviews, eq(questionReviews.step, 'approved'))).toBe(2)
})

test('one that cannot be approved keeps the whole batch back, and is named', async ({
  ownDatabase: { db },
}) => {
  const { author, reviewer } = await addWorld(db)
  const both = await addBankStaff(db, 'author', 'reviewer')
  const good = await addWaiting(db, author.accountId)
  const own = await addWaiting(db, both.accountId)
  const refusals = [
    [both, [good.key, own.key], { refusal: 'own', first: { ...own.key, code: own.code } }],
    [reviewer, [good.key, { ...own.key, version: 1 }], { refusal: 'changed', first: { code: own.code } }],
    [
      reviewer,
      [good.key, { questionId: 'nobody', version: 1 }],
      { refusal: 'not-found', first: { code: null } },
    ],
    [reviewer, [], { refusal: 'none' }],
    [reviewer, Array.from({ length: mostApprovals + 1 }, () => good.key), { refusal: 'too-many' }],
    [author, [good.key], { refusal: 'not-allowed' }],
  ] as const
  for (const [staff, keys, refused] of refusals)
    expect(await approveBatch(staff, keys, '')).toMatchObject({ ok: false, ...refused })
  expect(await statesOf(db, good.key.questionId)).toEqual(['approved', 'in-review'])
  expect(await db.$count(questionReviews)).toBe(0)
})

test('two reviewers who press at once approve each question once', async ({ ownDatabase: { db } }) => {
  const { author, reviewer } = await addWorld(db)
  const other = await addBankStaff(db, 'reviewer')
  const keys = []
  for (let index = 0; index < 12; index += 1) keys.push((await addWaiting(db, author.accountId)).key)
  const answers = await Promise.all([
    approveBatch(reviewer, keys, ''),
    approveBatch(other, [...keys].reverse(), ''),
  ])
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect(await db.$count(auditLog, eq(auditLog.action, 'question.approved'))).toBe(12)
})

test('a version on another law takes the place of the old one where both laws are in force on a day', async ({
  ownDatabase: { db },
}) => {
  const { author, reviewer } = await addWorld(db)
  await db.insert(laws).values([
    { id: 'tongshi', short: '同时施行法', title: '同时施行法' },
    { id: 'jieti', short: '接替法', title: '接替法' },
  ])
  const common = {
    version: '2026-01-01',
    promulgated: '2026-01-01',
    articleCount: 9,
    verifiedOn: today,
    source: '示例',
  }
  await db.insert(lawVersions).values([
    { ...common, lawId: 'tongshi', effectiveFrom: lastDay },
    { ...common, lawId: 'jieti', effectiveFrom: '2027-01-01' },
  ])
  await db.update(lawVersions).set({ effectiveTo: lastDay }).where(eq(lawVersions.lawId, inventedLaw.id))
  const overlapping = await addWaiting(db, author.accountId, { lawId: 'tongshi', lawVersion: '2026-01-01' })
  const following = await addWaiting(db, author.accountId, { lawId: 'jieti', lawVersion: '2026-01-01' })
  await approveBatch(reviewer, [overlapping.key, following.key], '')
  expect(await statesOf(db, overlapping.key.questionId)).toEqual(['retired', 'approved'])
  expect(await statesOf(db, following.key.questionId)).toEqual(['approved', 'approved'])
  for (const day of [today, lastDay, '2027-01-01'])
    expect(await askedOn(db, day, following.key.questionId)).toHaveLength(1)
})
