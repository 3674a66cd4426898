import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'

import { theProgram } from '#db/queries/audit.ts'
import { lockAttempt } from '#db/queries/attempts.ts'
import { holdExamKeys } from '#db/queries/exam-keys.ts'
import { updateKeyFix } from '#db/queries/key-fixes.ts'
import { readInstant } from '#db/queries/instant.ts'
import { attempts } from '#db/schema/attempts.ts'
import { closeAttempt } from '#app/services/attempts/close-attempt.ts'
import { voidAttempt } from '#app/services/attempts/staff-acts.ts'
import { verifyReceipt } from '#app/services/receipts/verify-receipt.ts'
import { approveKeyFix, revertKeyFix } from '#app/services/regrade/decide-key-fix.ts'
import { test } from '#tests/fixtures/database.ts'
import { addStaff } from '#tests/fixtures/exam-world.ts'
import { untilSomebodyWaits, whileLocked } from './answer-path-fixture.ts'
import {
  keyFixWorld,
  lookAndApprove,
  receiptsOf,
  regradesOf,
  scoresOf,
  seenBy,
  signer,
  wrongOf,
} from './regrade-fixture.ts'

const effect = { attempts: 0, changed: 0, raised: 0, lowered: 0, nowPass: 0, nowFail: 0 }

describe('an attempt that closes while a key is being corrected', () => {
  test('graded by the old key and not yet committed: the correction waits for it, and grades it again', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitter = await world.sits(3)
    const keyFix = await world.propose(0, wrongOf(world.items[0]!.version))
    const [closed, letCommit] = gate()
    const [isGraded, graded] = gate()
    const closing = db.transaction(async (tx) => {
      const attempt = await lockAttempt(tx, sitter.attemptId)
      await closeAttempt(tx, signer, attempt!, { by: 'server', actor: theProgram, at: await readInstant(tx) })
      graded()
      await closed
    })
    await isGraded
    const approving = lookAndApprove(world.admin, keyFix)
    await untilSomebodyWaits(database.pool)
    letCommit()
    await closing
    expect(await approving).toMatchObject({ ok: true, value: { attempts: 1, changed: 1, nowFail: 1 } })
    expect(await scoresOf(db, [sitter])).toEqual([[40, false]])
    expect(await regradesOf(db, sitter.attemptId)).toMatchObject([{ scoreBefore: 6000, scoreAfter: 4000 }])
    for (const { id } of await receiptsOf(db, sitter.attemptId))
      expect(await verifyReceipt({ db, signer }, id)).toMatchObject({ ok: true, value: { valid: true } })
  })

  test('while the correction is about to commit: it waits, and is graded by the new key', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const sitter = await world.sits(3)
    const { keyFixId } = await world.propose(0, wrongOf(world.items[0]!.version))
    const [approved, letCommit] = gate()
    const [isHeld, held] = gate()
    const approving = db.transaction(async (tx) => {
      await holdExamKeys(tx, world.exam.id)
      const decided = { decidedBy: world.admin.accountId, decidedAt: await readInstant(tx) }
      await updateKeyFix(tx, keyFixId, { state: 'applied', ...decided, effect })
      held()
      await approved
    })
    await isHeld
    const closing = sitter.handIn()
    await untilSomebodyWaits(database.pool)
    letCommit()
    await approving
    expect(await closing).toMatchObject({ score: 40, passed: false })
    expect(await verifyReceipt({ db, signer }, (await closing).receiptId)).toMatchObject({
      ok: true,
      value: { valid: true },
    })
  })

  test('while the closed ones are still being graded: nobody waits for that, and the new one follows', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const early = await world.sat(3)
    const late = await world.sits(3)
    const keyFix = await world.propose(0, wrongOf(world.items[0]!.version))
    await whileLocked(database.appUrl, early.attemptId, async (release) => {
      const approving = lookAndApprove(world.admin, keyFix)
      await untilSomebodyWaits(database.pool)
      expect(await late.handIn()).toMatchObject({ score: 60, passed: true })
      await release()
      expect(await approving).toMatchObject({ ok: true, value: { attempts: 2, changed: 2 } })
    })
    expect(await scoresOf(db, [early, late])).toEqual([
      [40, false],
      [40, false],
    ])
  })

  test('hand-ins, an act of staff and the correction all at once: every score is that of the key in force', async ({
    db,
    database,
  }) => {
    const world = await keyFixWorld(db, database.pool)
    const proctor = await addStaff(db, 'administrator')
    const sitters = []
    for (let right = 0; right < 12; right += 1) sitters.push(await world.sits(right % 6))
    for (const sitter of sitters.slice(0, 4)) await sitter.handIn()
    const keyFix = await world.propose(0, wrongOf(world.items[0]!.version))
    const seen = await seenBy(world.admin, keyFix)
    const all = await Promise.all([
      ...sitters.slice(4, 8).map((sitter) => sitter.handIn()),
      approveKeyFix(world.admin, keyFix, seen),
      voidAttempt({ ...proctor, signer }, sitters[0]!.attemptId, '替考'),
      ...sitters.slice(8).map((sitter) => sitter.handIn()),
    ])
    expect(all[4]).toMatchObject({ ok: true })
    const expected = (right: number) => (right === 0 ? 20 : (right - 1) * 20)
    const scores = await scoresOf(db, sitters)
    expect(scores.map(([score]) => score)).toEqual(sitters.map((_, index) => expected(index % 6)))
    expect((await revertKeyFix(world.second, keyFix, '更正有误')).ok).toBe(true)
    expect((await scoresOf(db, sitters)).map(([score]) => score)).toEqual(
      sitters.map((_, index) => (index % 6) * 20),
    )
    const rows = await db.select({ id: attempts.id }).from(attempts).where(eq(attempts.examId, world.exam.id))
    for (const { id: attemptId } of rows) {
      for (const { id } of await receiptsOf(db, attemptId))
        expect(await verifyReceipt({ db, signer }, id)).toMatchObject({ ok: true, value: { valid: true } })
    }
  })
})

/** Something to wait for, and how to let the waiting go on. */
function gate(): [promise: Promise<void>, open: () => void] {
  let open = () => {}
  const promise = new Promise<void>((resolve) => (open = resolve))
  return [promise, () => open()]
}
