import pg from 'pg'
import { describe, expect } from 'vitest'

import { chainProblem } from '#app/services/audit/verify-audit.ts'
import { listRegistrations } from '#app/services/exams/list-registrations.ts'
import { readReceiptPage } from '#app/services/receipts/read-receipt-page.ts'
import { readReceiptFor } from '#app/services/receipts/read-receipt.ts'
import { verifyReceipt } from '#app/services/receipts/verify-receipt.ts'
import { readKeyFix } from '#app/services/regrade/read-key-fix.ts'
import type { TestDatabase } from '#tests/fixtures/database.ts'
import { test } from '#tests/fixtures/database.ts'
import { minutes } from '#tests/fixtures/exam-world.ts'
import {
  apply,
  keyFixWorld,
  lookAndApprove,
  receiptsOf,
  revert,
  scoresOf,
  signer,
  wrongOf,
} from './regrade-fixture.ts'
import { attemptRow } from './answer-path-fixture.ts'

/** Somebody with 60 points and a pass, of whom a correction has taken 20. */
async function corrected({ db, pool }: TestDatabase) {
  const world = await keyFixWorld(db, pool)
  const sitter = await world.sat(3)
  const { keyFix } = await apply(world, 0, wrongOf(world.items[0]!.version))
  const [first, second] = await receiptsOf(db, sitter.attemptId)
  if (!first || !second) throw new Error('no receipts')
  const verify = async (receiptId: string) => {
    const verified = await verifyReceipt({ db, signer }, receiptId)
    if (!verified.ok) throw new Error(verified.refusal)
    return verified.value
  }
  return { world, sitter, keyFix, first, second, verify }
}

const allHold = { signature: true, record: true, paper: true, chain: true, grade: true }

describe('receipts after a correction', () => {
  test('the old one holds for what it said, the new one for what holds; both say so', async ({
    database,
  }) => {
    const { sitter, first, second, verify, world, keyFix } = await corrected(database)
    expect(first.id).toBe(sitter.receiptId)
    expect(await verify(first.id)).toMatchObject({
      ...{ valid: true, checks: allHold, score: 60, passed: true },
      corrected: { score: 40, passed: false },
    })
    expect(await verify(second.id)).toMatchObject({
      ...{ valid: true, checks: allHold, score: 40, passed: false },
      corrected: null,
    })
    await revert(world, keyFix)
    const [, , third] = await receiptsOf(database.db, sitter.attemptId)
    for (const [receiptId, score, now] of [
      [first.id, 60, 60],
      [second.id, 40, 60],
      [third?.id ?? '', 60, null],
    ] as const) {
      expect(await verify(receiptId)).toMatchObject({
        ...{ valid: true, checks: allHold, score },
        corrected: now && { score: now, passed: true },
      })
    }
  })

  test('somebody who hands in under it gets one receipt, which holds before and after it is taken back', async ({
    database,
  }) => {
    const { world, keyFix, verify } = await corrected(database)
    const later = await world.sits(3)
    const { receiptId } = await later.handIn()
    expect(await verify(receiptId)).toMatchObject({ valid: true, score: 40, corrected: null })
    await revert(world, keyFix)
    expect(await verify(receiptId)).toMatchObject({ valid: true, score: 40, corrected: { score: 60 } })
  })

  test('the receipt of somebody whom it does not change holds without a new one', async ({ database }) => {
    const { world, verify } = await corrected(database)
    const other = await world.sat(5)
    await apply(world, 4, null)
    expect(await receiptsOf(database.db, other.attemptId)).toHaveLength(1)
    expect(await verify(other.receiptId)).toMatchObject({ valid: true, corrected: null })
  })

  test('an annulled attempt is left alone, and its receipt still holds', async ({ database }) => {
    const world = await keyFixWorld(database.db, database.pool)
    const sitter = await world.sat(2)
    await database.pool.query(`update attempts set state = 'annulled', voided_at = now() where id = $1`, [
      sitter.attemptId,
    ])
    await apply(world, 4, null)
    expect(await verifyReceipt({ db: database.db, signer }, sitter.receiptId)).toMatchObject({
      ok: true,
      value: { valid: true },
    })
  })

  test('the chain of answers is not touched', async ({ database }) => {
    const { sitter } = await corrected(database)
    expect(await chainProblem(database.db, await attemptRow(database.db, sitter.attemptId))).toBeNull()
  })

  test.for([
    [
      'a score changed afterwards',
      ['record', 'grade'],
      'update attempts set score = 6000, passed = true where id = $1',
    ],
    [
      'a score changed with a regrade written for it',
      ['record', 'grade'],
      `with a as (update attempts set score = 9000, passed = true where id = $1 returning id)
       insert into regraded_attempts (id, key_fix_id, attempt_id, reverted, score_before, score_after, passed_before, passed_after, at)
       select gen_random_uuid(), key_fix_id, attempt_id, true, 4000, 9000, false, true, now() from regraded_attempts where attempt_id = $1`,
    ],
    ['a regrade removed', ['record'], 'delete from regraded_attempts where attempt_id = $1'],
    [
      'a regrade rewritten',
      ['record'],
      'update regraded_attempts set score_before = 9000 where attempt_id = $1',
    ],
    [
      'another key written into the correction',
      ['grade'],
      `update key_fixes set new_key = (select key from question_versions v where v.id = question_version_id)
       where id = (select key_fix_id from regraded_attempts where attempt_id = $1)`,
    ],
    [
      'the correction taken out of force by hand',
      ['grade'],
      `update key_fixes set state = 'rejected', effect = null, decision_reason = '' where id = (select key_fix_id from regraded_attempts where attempt_id = $1)`,
    ],
    [
      'a changed answer',
      ['chain', 'grade'],
      `update responses set response = '["x"]' where attempt_id = $1 and link = 1`,
    ],
    [
      'the corrected receipt rewritten',
      ['record'],
      `update receipts set payload = replace(replace(payload, '"score":4000', '"score":6000'), '"passed":false', '"passed":true')
       where attempt_id = $1 and payload like '%"score":4000%'`,
    ],
  ] as const)(
    '%s shows in %s, by the old receipt and by the new one',
    async ([, checks, tamper], { database }) => {
      const { sitter, first, second, verify } = await corrected(database)
      const client = new pg.Client({ connectionString: database.administratorUrl })
      await client.connect()
      await client.query('set session_replication_role = replica')
      await client.query(tamper, [sitter.attemptId])
      await client.end()
      const found = new Set<string>()
      for (const receiptId of [first.id, second.id]) {
        const { valid, checks: done } = await verify(receiptId)
        expect(valid, receiptId).toBe(false)
        for (const [name, holds] of Object.entries(done)) if (!holds) found.add(name)
      }
      expect([...found]).toEqual(expect.arrayContaining([...checks]))
    },
  )

  test('the program itself can neither change nor remove what is in the record', async ({ database }) => {
    const { sitter } = await corrected(database)
    for (const statement of [
      'update regraded_attempts set score_after = 1 where attempt_id = $1',
      'delete from regraded_attempts where attempt_id = $1',
      'update key_fixes set new_key = null where id = (select key_fix_id from regraded_attempts where attempt_id = $1)',
      `update key_fixes set reason = '' where id = (select key_fix_id from regraded_attempts where attempt_id = $1)`,
      'delete from key_fixes where id = (select key_fix_id from regraded_attempts where attempt_id = $1)',
    ])
      await expect(database.pool.query(statement, [sitter.attemptId]), statement).rejects.toThrow(
        /permission denied/,
      )
  })
})

describe('what the candidate sees', () => {
  test('the newest receipt, and what happened to the score, without the question', async ({
    database: { db, pool },
  }) => {
    const world = await keyFixWorld(db, pool)
    const sitter = await world.sat(3)
    const { keyFix } = await apply(world, 0, wrongOf(world.items[0]!.version))
    const [first, second] = await receiptsOf(db, sitter.attemptId)
    const correction = {
      kind: 'key',
      scoreBefore: 60,
      scoreAfter: 40,
      passedBefore: true,
      passedAfter: false,
      reason: '答案有误',
    }
    const [mine] = await listRegistrations(sitter.candidate, new Date())
    expect(mine).toMatchObject({
      receiptId: second?.id,
      results: [{ receiptId: second?.id, score: 40, passed: false, corrections: [correction] }],
    })
    const page = async (receiptId = '') => {
      const found = await readReceiptPage(sitter.candidate, receiptId, new Date())
      if (!found.ok) throw new Error(found.refusal)
      return found.value
    }
    const points = (view: Awaited<ReturnType<typeof page>>) =>
      view.parts.reduce((sum, part) => sum + (part.points ?? 0), 0)
    const [old, now] = [await page(first?.id), await page(second?.id)]
    expect(old).toMatchObject({
      score: 60,
      passed: true,
      newerReceiptId: second?.id,
      corrections: [correction],
    })
    expect(now).toMatchObject({ score: 40, passed: false, newerReceiptId: null, corrections: [correction] })
    expect([points(old), points(now)]).toEqual([60, 40])
    const viewer = { accountId: sitter.candidate.accountId, personId: sitter.personId, name: '林一凡' }
    const told = async (id = '') => readReceiptFor({ db, viewer, now: new Date() }, id)
    expect([await told(first?.id), await told(second?.id)]).toMatchObject([
      { score: 60, passed: true },
      { score: 40, passed: false },
    ])
    const { stem } = world.items[0]!.version
    expect(JSON.stringify([mine, old, now])).not.toContain(stem)
    expect(JSON.stringify([mine, old, now])).not.toContain(world.items[0]!.code)

    await revert(world, keyFix)
    const [, , third] = await receiptsOf(db, sitter.attemptId)
    expect(await page(third?.id)).toMatchObject({
      corrections: [correction, { kind: 'reverted', scoreBefore: 40, scoreAfter: 60, reason: '更正有误' }],
    })
    expect((await sitter.handIn()).receiptId).toBe(third?.id)
  })

  test('nothing before the release, nor does an administrator; the correction is made all the same', async ({
    database: { db, pool },
  }) => {
    const world = await keyFixWorld(db, pool, { release: 'after-close' })
    const sitter = await world.sat(2)
    const keyFix = await world.propose(4, null)
    const view = await readKeyFix(world.admin, keyFix, 1)
    expect(view).toMatchObject({
      ok: true,
      value: {
        effect: {
          withheldUntil: world.exam.closesAt,
          counts: { attempts: 1, changed: 0, nowPass: 0 },
          rows: [],
          seen: null,
        },
      },
    })
    expect((await lookAndApprove(world.admin, keyFix)).ok).toBe(true)
    expect(await scoresOf(db, [sitter])).toEqual([[60, true]])
    expect(await readKeyFix(world.admin, keyFix, 1)).toMatchObject({
      ok: true,
      value: {
        keyFix: { effect: null },
        effect: { withheldUntil: world.exam.closesAt, counts: { changed: 0 }, rows: [] },
      },
    })
    const [mine] = await listRegistrations(sitter.candidate, new Date())
    expect(mine?.results).toMatchObject([{ score: null, passed: null, corrections: [] }])
    const receiptId = mine?.receiptId ?? ''
    expect(await readReceiptPage(sitter.candidate, receiptId, new Date())).toMatchObject({
      ok: true,
      value: { score: null, corrections: [] },
    })
    expect(await verifyReceipt({ db, signer }, sitter.receiptId)).toMatchObject({
      ok: true,
      value: { valid: true, score: null, corrected: { score: null, passed: null } },
    })
    const [then] = await listRegistrations(sitter.candidate, minutes(61))
    expect(then?.results).toMatchObject([
      { score: 60, passed: true, corrections: [{ kind: 'void', scoreBefore: 40 }] },
    ])
  })

  test('a void attempt has no result, and no notice', async ({ database: { db, pool } }) => {
    const world = await keyFixWorld(db, pool)
    const sitter = await world.sat(2)
    await pool.query(
      `update attempts set state = 'void', voided_at = now(), void_reason = '替考' where id = $1`,
      [sitter.attemptId],
    )
    await apply(world, 4, null)
    const [mine] = await listRegistrations(sitter.candidate, new Date())
    expect(mine?.results).toMatchObject([{ void: true, passed: false, corrections: [] }])
  })
})
