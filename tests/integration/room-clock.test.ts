import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'
import { saveBatch } from '#app/services/attempts/save-responses.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { giveTime, pauseSitting, resumeSitting } from '#app/services/sittings/move-clock.ts'
import { attempts } from '#db/schema/attempts.ts'
import { test } from '#tests/fixtures/database.ts'
import { addCandidate, addSitting, minutes, register } from '#tests/fixtures/exam-world.ts'
import { sit, sitting, attemptRow } from './answer-path-fixture.ts'

describe('the clock of a room', () => {
  test('time given in the last second counts; pauses move deadlines by exactly their length', async ({
    db,
    database,
  }) => {
    const { exam, sittingId, seatIds, proctor } = await addSitting(db)
    const candidate = await addCandidate(db)
    const registrationId = await register(db, exam.id, candidate.personId, { sittingId, seatId: seatIds[0]! })
    const sat = await sit(candidate, registrationId)
    await db
      .update(attempts)
      .set({ deadlineAt: new Date(Date.now() + 500) })
      .where(eq(attempts.id, sat.view.attemptId))
    expect((await giveTime(proctor, sat.view.attemptId, { addMs: 600_000, reason: '断电' })).ok).toBe(true)
    const before = await attemptRow(db, sat.view.attemptId)

    await pauseSitting(proctor, sittingId, '消防警报')
    const [paused] = await saveBatch(database.pool, new Map(), [
      { ...sat.token, entries: [sat.answer(1, 0)] },
    ])
    expect(paused).toMatchObject({ kind: 'refused', reason: 'paused', held: [] })
    const resumed = await resumeSitting(proctor, sittingId, '警报解除')
    const after = await attemptRow(db, sat.view.attemptId)
    const pausedMs = resumed.ok ? resumed.value.pausedMs : NaN
    expect(after.deadlineAt.getTime() - before.deadlineAt.getTime()).toBe(pausedMs)
    const [saved] = await saveBatch(database.pool, new Map(), [{ ...sat.token, entries: [sat.answer(1, 0)] }])
    expect(saved).toMatchObject({ kind: 'saved' })
  })

  test('who is late has what is left; who is too late does not enter; nobody enters unchecked', async ({
    db,
  }) => {
    const { exam, sittingId, seatIds } = await addSitting(db, { startsAt: minutes(-20) })
    const late = await addCandidate(db)
    const registrationId = await register(db, exam.id, late.personId, { sittingId, seatId: seatIds[0]! })
    const { view } = await sit(late, registrationId)
    expect(Math.round(view.clock.remainingMs / 60_000)).toBe(10)

    const unchecked = await addCandidate(db)
    const other = await register(db, exam.id, unchecked.personId, {
      sittingId,
      seatId: seatIds[1]!,
      checkedIn: false,
    })
    expect(await startAttempt(unchecked, { registrationId: other })).toEqual({
      ok: false,
      refusal: 'not-checked-in',
    })

    const over = await addSitting(db, { startsAt: minutes(-31), exam: { durationMs: 7_200_000 } })
    const tooLate = await addCandidate(db)
    const third = await register(db, over.exam.id, tooLate.personId, {
      sittingId: over.sittingId,
      seatId: over.seatIds[0]!,
    })
    expect(await startAttempt(tooLate, { registrationId: third })).toEqual({ ok: false, refusal: 'too-late' })
  })

  test("another person's registration and attempt do not exist", async ({ db, database }) => {
    const { registrationId, token, answer } = await sitting(db, database.pool)
    const stranger = await addCandidate(db)
    expect(await startAttempt(stranger, { registrationId })).toEqual({ ok: false, refusal: 'not-found' })
    const [outcome] = await saveBatch(database.pool, new Map(), [
      { ...token, personId: stranger.personId, entries: [answer(1, 0)] },
    ])
    expect(outcome).toEqual({ kind: 'not-found' })
  })
})
