import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'
import { handInAttempt } from '#app/services/attempts/hand-in-attempt.ts'
import { voidAttempt } from '#app/services/attempts/staff-acts.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { verifyReceipt } from '#app/services/receipts/verify-receipt.ts'
import { giveTime } from '#app/services/sittings/move-clock.ts'
import { auditLog } from '#db/schema/audit.ts'
import { accountRoles, people } from '#db/schema/organisation.ts'
import { test } from '#tests/fixtures/database.ts'
import { addStaff, elsewhere } from '#tests/fixtures/exam-world.ts'
import { signer, sit, sitting, whileLocked, untilSomebodyWaits } from './answer-path-fixture.ts'

describe('handing in', () => {
  test('is refused while an answer is outstanding, then gives one receipt, twice', async ({
    db,
    database,
  }) => {
    const { save, answer, token } = await sitting(db, database.pool)
    await save(answer(1, 0))
    expect(await handInAttempt({ db, signer }, token, 2)).toMatchObject({
      ok: false,
      refusal: 'answers-outstanding',
      standing: { savedSeq: 1 },
    })
    const first = await handInAttempt({ db, signer }, token, 1)
    const second = await handInAttempt({ db, signer }, token, 1)
    expect(first).toMatchObject({ ok: true, value: { answered: 1, closedBy: 'candidate' } })
    expect(second).toEqual(first)
  })

  test('a stale machine may not, but hears the receipt once the attempt is closed', async ({
    db,
    database,
  }) => {
    const { token, candidate, registrationId } = await sitting(db, database.pool)
    const other = await sit(elsewhere(candidate), registrationId, true)
    expect(await handInAttempt({ db, signer }, token, 0)).toMatchObject({
      ok: false,
      refusal: 'stale-machine',
    })
    const receipt = await handInAttempt({ db, signer }, other.token, 0)
    expect(await handInAttempt({ db, signer }, token, 0)).toEqual(receipt)
  })

  test('nothing more can be started when the tries are used up', async ({ db, database }) => {
    const { token, candidate, registrationId } = await sitting(db, database.pool, { maxTries: 1 })
    await handInAttempt({ db, signer }, token, 0)
    expect(await startAttempt(candidate, { registrationId })).toEqual({ ok: false, refusal: 'no-tries-left' })
  })

  test('a reload meant for a closed attempt does not begin another try', async ({ db, database }) => {
    const { token, candidate, registrationId, view } = await sitting(db, database.pool, { maxTries: 3 })
    await handInAttempt({ db, signer }, token, 0)
    expect(await startAttempt(candidate, { registrationId, attemptId: view.attemptId })).toEqual({
      ok: false,
      refusal: 'attempt-over',
    })
    expect((await sit(candidate, registrationId)).created).toBe(true)
  })

  test('an attempt that was voided has the same receipt for whoever asks again', async ({ db, database }) => {
    const { token } = await sitting(db, database.pool)
    const first = await handInAttempt({ db, signer }, token, 0)
    const admin = await addStaff(db, 'administrator')
    expect((await voidAttempt({ ...admin, signer }, token.attemptId, '替考')).ok).toBe(true)
    expect(await handInAttempt({ db, signer }, token, 0)).toEqual({
      ok: true,
      value: { ...(first.ok && first.value), passed: false },
    })
  })

  test('an attempt closed while a reload waits for it begins no other try; a voided one never does', async ({
    db,
    database,
  }) => {
    const admin = await addStaff(db, 'administrator')
    for (const reload of [true, false]) {
      const { token, candidate, registrationId, view } = await sitting(db, database.pool, { maxTries: 3 })
      await whileLocked(database.appUrl, view.attemptId, async (release) => {
        // The act waits first, the candidate behind it.
        const closing = voidAttempt({ ...admin, signer }, token.attemptId, '替考')
        await untilSomebodyWaits(database.pool)
        const again = startAttempt(candidate, {
          registrationId,
          ...(reload && { attemptId: view.attemptId }),
        })
        await untilSomebodyWaits(database.pool, 2)
        await release()
        expect((await closing).ok).toBe(true)
        expect(await again).toEqual({ ok: false, refusal: reload ? 'attempt-over' : 'no-tries-left' })
      })
    }
  })

  test('nobody of the staff acts on an attempt of their own', async ({ db, database }) => {
    const { token, candidate } = await sitting(db, database.pool)
    await db.insert(accountRoles).values({ accountId: candidate.accountId, role: 'administrator' })
    expect(await giveTime(candidate, token.attemptId, { addMs: 60_000, reason: '自己' })).toEqual({
      ok: false,
      refusal: 'not-found',
    })
  })

  test('the record names who handed in, and whose region it is', async ({ db, database }) => {
    const { token, candidate } = await sitting(db, database.pool)
    const admin = await addStaff(db, 'administrator')
    await giveTime(admin, token.attemptId, { addMs: 60_000, reason: '断电' })
    await handInAttempt({ db, signer }, token, 0)
    const rows = await db.select().from(auditLog).where(eq(auditLog.subjectId, token.attemptId))
    const [person] = await db.select().from(people).where(eq(people.id, candidate.personId))
    expect(rows.map(({ action, actorId, unitId }) => [action, actorId, unitId])).toEqual([
      ['attempt.started', candidate.accountId, person?.unitId],
      ['attempt.time-given', admin.accountId, person?.unitId],
      ['attempt.handed-in', candidate.accountId, person?.unitId],
    ])
  })

  test('scores stay hidden until the release rule allows', async ({ db, database }) => {
    const { token } = await sitting(db, database.pool, { release: 'after-close' })
    expect(await handInAttempt({ db, signer }, token, 0)).toMatchObject({
      ok: true,
      value: { score: null, passed: null },
    })
  })

  test('nobody can try out scores against the signature of a score that is still hidden', async ({
    db,
    database,
  }) => {
    const { token, exam } = await sitting(db, database.pool, { release: 'after-close' })
    const handedIn = await handInAttempt({ db, signer }, token, 0)
    if (!handedIn.ok) throw new Error(handedIn.refusal)
    const { receiptId, attemptId, closedAt, closedBy, answered, items, chainHead, signature } = handedIn.value
    const known = { receiptId, attemptId, examId: exam.id, tryNo: 1, closedAt, closedBy, answered, items }
    const guess = JSON.stringify({ ...known, score: 0, passed: false, chainHead })
    expect(signer.verify(guess, signature)).toBe(false)
    expect(await verifyReceipt({ db, signer }, receiptId)).toMatchObject({ ok: true, value: { valid: true } })
  })
})
