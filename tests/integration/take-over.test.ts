import { describe, expect } from 'vitest'
import { saveBatch } from '#app/services/attempts/save-responses.ts'
import { handOverSeat } from '#app/services/attempts/staff-acts.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { chainProblem } from '#app/services/audit/verify-audit.ts'
import { test } from '#tests/fixtures/database.ts'
import { addCandidate, addExam, addSitting, elsewhere, register } from '#tests/fixtures/exam-world.ts'
import { sit, sitting, attemptRow } from './answer-path-fixture.ts'

describe('P3: one machine writes, and any other can take over by the rules', () => {
  test('the same login session gets the same machine and goes on after savedSeq', async ({
    db,
    database,
  }) => {
    const { save, answer, candidate, registrationId, view } = await sitting(db, database.pool)
    await save(answer(1, 0), answer(2, 1))
    const again = await sit(candidate, registrationId)
    expect(again).toMatchObject({ created: false, generation: 1 })
    expect(again.view).toMatchObject({ attemptId: view.attemptId, savedSeq: 2 })
    expect(again.view.responses).toHaveLength(2)
    expect(again.view.paper).toEqual(view.paper)
  })

  test('another session is refused, may take over online, and the old machine then stops', async ({
    db,
    database,
  }) => {
    const { save, answer, candidate, registrationId, view } = await sitting(db, database.pool)
    await save(answer(1, 0))
    const other = elsewhere(candidate)
    expect(await startAttempt(other, { registrationId })).toEqual({ ok: false, refusal: 'machine-held' })
    const taken = await sit(other, registrationId, true)
    expect(taken).toMatchObject({ generation: 2, view: { savedSeq: 0 } })
    expect(taken.view.responses).toHaveLength(1)

    expect(await save(answer(2, 1))).toMatchObject({
      kind: 'refused',
      reason: 'stale-machine',
      savedSeq: 1,
      held: [2],
    })
    expect(await save(answer(1, 0))).toMatchObject({ kind: 'saved', savedSeq: 1 }) // settled before: still acknowledged
    const [fresh] = await saveBatch(database.pool, new Map(), [
      { ...taken.token, entries: [taken.answer(1, 2)] },
    ])
    expect(fresh).toMatchObject({ kind: 'saved', savedSeq: 1 })
    expect(await chainProblem(db, await attemptRow(db, view.attemptId))).toBeNull()
  })

  test('two machines racing: one generation wins, and no answer of the loser counts', async ({
    db,
    database,
  }) => {
    const { candidate, registrationId } = await sitting(db, database.pool)
    const others = [elsewhere(candidate), elsewhere(candidate)]
    const taken = await Promise.all(others.map((other) => sit(other, registrationId, true)))
    expect(taken.map((one) => one.generation).sort()).toEqual([2, 3])
    const outcomes = await Promise.all(
      taken.map(
        async (one) =>
          (await saveBatch(database.pool, new Map(), [{ ...one.token, entries: [one.answer(1, 0)] }]))[0],
      ),
    )
    const kinds = outcomes.map((outcome, index) => [taken[index]?.generation, outcome?.kind])
    expect(kinds.sort()).toEqual([
      [2, 'refused'],
      [3, 'saved'],
    ])
  })

  test('at a centre only a hand-over by the proctor lets another machine go on, once', async ({ db }) => {
    const { exam, sittingId, seatIds, proctor } = await addSitting(db)
    const candidate = await addCandidate(db)
    const registrationId = await register(db, exam.id, candidate.personId, { sittingId, seatId: seatIds[0]! })
    const { view } = await sit(candidate, registrationId)
    expect(await startAttempt(elsewhere(candidate), { registrationId, takeOver: true })).toEqual({
      ok: false,
      refusal: 'hand-over-needed',
    })
    await handOverSeat(proctor, view.attemptId, '主机故障')
    expect((await sit(elsewhere(candidate), registrationId, true)).generation).toBe(2)
    expect(await startAttempt(elsewhere(candidate), { registrationId, takeOver: true })).toEqual({
      ok: false,
      refusal: 'hand-over-needed',
    })
  })

  test('twenty starts at once make one attempt with one paper', async ({ db }) => {
    const exam = await addExam(db)
    const candidate = await addCandidate(db)
    const registrationId = await register(db, exam.id, candidate.personId)
    const started = await Promise.all(Array.from({ length: 20 }, () => sit(candidate, registrationId)))
    expect(new Set(started.map((one) => one.view.attemptId)).size).toBe(1)
    expect(started.filter((one) => one.created)).toHaveLength(1)
  })
})
