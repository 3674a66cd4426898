import { expect } from 'vitest'

import { proveBlueprint } from '#app/services/administration/prove-exam.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import { auditLog } from '#db/schema/audit.ts'
import { questions, questionVersions } from '#db/schema/bank.ts'
import { lawVersions } from '#db/schema/laws.ts'
import { enemyPairs } from '#db/schema/question-relations.ts'
import { examTemplates } from '#question-bank/blueprint.ts'
import { loadBasicBank } from '#question-bank/load.ts'
import { test } from '#tests/fixtures/database.ts'
import { addUnit } from '#tests/fixtures/exam-world.ts'
import { and, eq } from 'drizzle-orm'

test('the shipped bank is installed once, approved by the product, and fills every template', async ({
  ownDatabase: { db },
}) => {
  const first = await installBasicBank(db)
  expect(first.questions).toBeGreaterThanOrEqual(300)
  expect(first.laws).toBeGreaterThanOrEqual(12)
  expect(await installBasicBank(db)).toEqual({ questions: 0, laws: 0 })

  const versions = await db.select().from(questionVersions)
  expect(versions).toHaveLength(first.questions)
  for (const version of versions) {
    expect(version).toMatchObject({ state: 'approved', version: 1, authorId: null, approverId: null })
    expect(version.approvedAt).toBeInstanceOf(Date)
  }
  const rows = await db.select().from(auditLog)
  expect(rows.map(({ action, actor }) => [action, actor])).toEqual([['bank.installed', 'system']])

  const unitId = await addUnit(db)
  for (const { blueprint } of examTemplates) {
    const proof = await proveBlueprint(db, blueprint, { unitId, lawDate: '2026-11-23' })
    expect(proof.departments.map(({ shortages }) => shortages)).toEqual([[]])
  }
})

test('a new release adds what is missing, ends a law version, and leaves worked-on questions alone', async ({
  ownDatabase: { db },
}) => {
  await installBasicBank(db)
  const ended = and(eq(lawVersions.lawId, 'xingzheng-fuyi'), eq(lawVersions.version, '2017-09-01'))
  // As an older release had left it: the version without an end, one question not shipped yet, one retired here.
  await db.update(lawVersions).set({ effectiveTo: null }).where(ended)
  const [dropped] = await db.select().from(questions).where(eq(questions.code, 'xf-001'))
  const [retired] = await db.select().from(questions).where(eq(questions.code, 'xf-002'))
  if (!dropped || !retired) throw new Error('The bank has no such questions.')
  await db.delete(questionVersions).where(eq(questionVersions.questionId, dropped.id))
  await db.delete(questions).where(eq(questions.id, dropped.id))
  await db
    .update(questionVersions)
    .set({ state: 'retired' })
    .where(eq(questionVersions.questionId, retired.id))

  expect(await installBasicBank(db)).toEqual({ questions: 1, laws: 0 })
  const [law] = await db.select().from(lawVersions).where(ended)
  expect(law?.effectiveTo).toBe('2023-12-31')
  const [kept] = await db.select().from(questionVersions).where(eq(questionVersions.questionId, retired.id))
  expect(kept?.state).toBe('retired')
})

test('a pair of enemies comes with the bank once: one that was taken apart stays so', async ({
  ownDatabase: { db },
}) => {
  await installBasicBank(db)
  const shipped = loadBasicBank().enemies
  const pairs = await db.select().from(enemyPairs)
  expect(pairs).toHaveLength(shipped.length)
  const ids = new Map((await db.select().from(questions)).map(({ id, code }) => [code, id]))
  const nameOf = (one: string, other: string) => [one, other].sort().join(' ')
  expect(pairs.map(({ oneId, otherId }) => nameOf(oneId, otherId)).sort()).toEqual(
    shipped.map(({ one, other }) => nameOf(ids.get(one) ?? '', ids.get(other) ?? '')).sort(),
  )
  expect(pairs.every(({ addedBy }) => addedBy === null)).toBe(true)

  const [taken] = pairs
  await db.delete(enemyPairs).where(eq(enemyPairs.oneId, taken?.oneId ?? ''))
  const left = await db.$count(enemyPairs)
  await installBasicBank(db)
  expect(await db.$count(enemyPairs)).toBe(left)
})

test('two starts at once install one bank', async ({ ownDatabase: { db } }) => {
  const both = await Promise.all([installBasicBank(db), installBasicBank(db)])
  expect(both.map(({ questions }) => questions).sort((a, b) => a - b)[0]).toBe(0)
  expect(await db.$count(questions)).toBe(Math.max(...both.map(({ questions }) => questions)))
})
