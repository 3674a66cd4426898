import { eq } from 'drizzle-orm'
import { expect } from 'vitest'

import { readStatistics } from '#app/services/statistics/read-statistics.ts'
import { campaigns } from '#db/schema/campaigns.ts'
import { test } from '#tests/fixtures/database.ts'
import { addToRoll, addUnit, minutes } from '#tests/fixtures/exam-world.ts'
import { apply, keyFixWorld, revert } from './regrade-fixture.ts'

test('the figures follow at once, and after the lock the report says why', async ({ db, database }) => {
  const world = await keyFixWorld(db, database.pool)
  const { exam, unitId } = world
  for (const right of [5, 2, 2]) {
    const { personId } = await world.sat(right)
    await addToRoll(db, exam.campaignId, personId, unitId)
  }
  const read = async (id = unitId) => {
    const view = await readStatistics(world.admin, { examId: exam.id, unitId: id })
    if (!view.ok) throw new Error(view.refusal)
    const { total, corrections } = view.value
    return { passed: total.counts.passed, mean: total.counts.scoreSum, corrections }
  }
  expect(await read()).toEqual({ passed: 1, mean: 18_000, corrections: [] })
  await apply(world, 3, null)
  expect(await read()).toEqual({ passed: 3, mean: 22_000, corrections: [] })

  await db
    .update(campaigns)
    .set({ frozenAt: minutes(-300), lockedAt: new Date() })
    .where(eq(campaigns.id, exam.campaignId))
  expect((await read()).corrections, 'what was corrected before the lock is in the figures').toEqual([])
  const { keyFix } = await apply(world, 4, null)
  expect(await read()).toMatchObject({
    passed: 3,
    mean: 26_000,
    corrections: [
      { kind: 'regraded', attempts: 2, reason: '答案有误', by: world.admin.name, departmentZh: '市司法局' },
    ],
  })
  await revert(world, keyFix)
  expect(await read()).toMatchObject({
    mean: 22_000,
    corrections: [
      { kind: 'regrade-reverted', attempts: 2, reason: '更正有误', at: expect.any(Date) as Date },
      { kind: 'regraded', attempts: 2 },
    ],
  })
  const sectionId = await addUnit(db)
  await database.pool.query(
    'update units set path = array[$2::uuid, $1::uuid], parent_id = $2 where id = $1',
    [sectionId, unitId],
  )
  expect((await read(sectionId)).corrections, 'a unit nobody of which was changed').toEqual([])
})
