import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'

import { approveKeyFix, rejectKeyFix, revertKeyFix } from '#app/services/regrade/decide-key-fix.ts'
import { listKeyFixesOf } from '#app/services/regrade/list-key-fixes.ts'
import { readKeyFix } from '#app/services/regrade/read-key-fix.ts'
import { keyFixes } from '#db/schema/regrade.ts'
import { accountRoles } from '#db/schema/organisation.ts'
import { test } from '#tests/fixtures/database.ts'
import { minutes } from '#tests/fixtures/exam-world.ts'
import { apply, keyFixWorld, lookAndApprove, regradesOf, scoresOf, seenBy } from './regrade-fixture.ts'

const refused = (refusal: string) => ({ ok: false, refusal })

describe('who decides', () => {
  test('nobody about their own proposal', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(1)
    const both = {
      ...world.author,
      viewer: { roles: [...world.author.viewer.roles, { role: 'administrator' as const, unitId: null }] },
    }
    await db.insert(accountRoles).values({ accountId: both.accountId, role: 'administrator' })
    const keyFix = await world.propose(0, null)
    expect(await readKeyFix(both, keyFix, 1)).toMatchObject({
      ok: true,
      value: { may: { decide: false, own: true } },
    })
    expect(await lookAndApprove(both, keyFix)).toEqual(refused('own'))
    expect(await rejectKeyFix(both, keyFix, '不')).toEqual(refused('own'))
    // Whatever the program did, the database does not take it.
    await expect(
      db
        .update(keyFixes)
        .set({ state: 'rejected', decidedBy: both.accountId, decidedAt: minutes(0), decisionReason: 'x' })
        .where(eq(keyFixes.id, keyFix.keyFixId)),
    ).rejects.toMatchObject({ cause: { constraint: 'key_fixes_second_person' } })
  })

  test('who approved does not take it back alone', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(1)
    const { keyFix } = await apply(world, 0, null)
    expect(await revertKeyFix(world.admin, keyFix, '我改主意了')).toEqual(refused('own'))
    expect((await revertKeyFix(world.second, keyFix, '更正有误')).ok).toBe(true)
  })

  test('nobody changes their own score', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitter = await world.sat(2)
    const keyFix = await world.propose(4, null)
    const self = { ...world.admin, accountId: sitter.candidate.accountId }
    expect(await lookAndApprove(self, keyFix)).toEqual(refused('own-attempt'))
    expect(await scoresOf(db, [sitter])).toEqual([[40, false]])
  })

  test('approved twice at once, it is applied once', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitter = await world.sat(2)
    const keyFix = await world.propose(4, null)
    const seen = await seenBy(world.admin, keyFix)
    const answers = await Promise.all([
      approveKeyFix(world.admin, keyFix, seen),
      approveKeyFix(world.second, keyFix, seen),
    ])
    expect(answers.map((answer) => (answer.ok ? 'applied' : answer.refusal)).sort()).toEqual([
      'applied',
      'changed',
    ])
    expect(await regradesOf(db, sitter.attemptId)).toHaveLength(1)
  })

  test('only what was seen is approved: a correction of another item in between has to be looked at', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitters = [await world.sat(2)]
    const keyFix = await world.propose(4, null)
    const seen = await seenBy(world.admin, keyFix)
    expect(await approveKeyFix(world.admin, keyFix, null)).toEqual(refused('effect-changed'))
    await apply(world, 3, null)
    expect(await approveKeyFix(world.admin, keyFix, seen)).toEqual(refused('effect-changed'))
    expect(await scoresOf(db, sitters)).toEqual([[60, true]])
    expect((await lookAndApprove(world.admin, keyFix)).ok).toBe(true)
  })

  test('somebody who hands in between look and approval is no reason to look again', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const late = await world.sits(2)
    const keyFix = await world.propose(4, null)
    const seen = await seenBy(world.admin, keyFix)
    await late.handIn()
    expect(await approveKeyFix(world.admin, keyFix, seen)).toMatchObject({ ok: true, value: { changed: 1 } })
    expect(await scoresOf(db, [late])).toEqual([[60, true]])
  })

  test('a rejection needs a reason, stands in the record, and leaves the way free', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    await world.sat(1)
    const keyFix = await world.propose(0, null)
    expect(await rejectKeyFix(world.admin, keyFix, '  ')).toEqual(refused('no-reason'))
    expect(await rejectKeyFix(world.admin, keyFix, '原答案正确')).toEqual({ ok: true, value: null })
    expect(await rejectKeyFix(world.admin, keyFix, '原答案正确')).toEqual(refused('changed'))
    expect(await lookAndApprove(world.admin, keyFix)).toEqual(refused('changed'))
    expect(await listKeyFixesOf(world.author, world.exam.id)).toMatchObject({
      ok: true,
      value: { keyFixes: [{ state: 'rejected', decisionReason: '原答案正确', decidedBy: '周监考' }] },
    })
    await world.propose(0, null)
  })

  test('an attempt whose score its answers do not earn stops everything', async ({ db, database }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitters = [await world.sat(2), await world.sat(3)]
    await database.pool.query('update attempts set score = 9900, passed = true where id = $1', [
      sitters[0]!.attemptId,
    ])
    const keyFix = await world.propose(4, null)
    expect(await readKeyFix(world.admin, keyFix, 1)).toMatchObject({
      ok: true,
      value: { effect: { broken: 1 } },
    })
    expect(await lookAndApprove(world.admin, keyFix)).toEqual(refused('record-broken'))
    expect(await scoresOf(db, sitters)).toEqual([
      [99, true],
      [60, true],
    ])
  })
})
