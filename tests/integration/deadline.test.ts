import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'
import { closerTick, newCloser } from '#app/services/attempts/close-overdue.ts'
import { saveBatch } from '#app/services/attempts/save-responses.ts'
import { attempts, heldEntries, receipts } from '#db/schema/attempts.ts'
import { test } from '#tests/fixtures/database.ts'
import { minutes } from '#tests/fixtures/exam-world.ts'
import {
  signer,
  sitting,
  stored,
  attemptRow,
  whileLocked,
  untilSomebodyWaits,
} from './answer-path-fixture.ts'

describe('P2: no write counts after the deadline and its grace', () => {
  test('a save that waited for a lock past the deadline is refused and held', async ({ db, database }) => {
    const { token, answer, view } = await sitting(db, database.pool)
    await db
      .update(attempts)
      .set({ deadlineAt: new Date(Date.now() + 300), graceMs: 0 })
      .where(eq(attempts.id, view.attemptId))
    await whileLocked(database.appUrl, view.attemptId, async (release) => {
      const saving = saveBatch(database.pool, new Map(), [{ ...token, entries: [answer(1, 0)] }])
      await untilSomebodyWaits(database.pool)
      // Sent before the deadline; the lock is let go once the database's own clock is past it.
      await database.pool.query(
        `select pg_sleep_until(deadline_at + interval '20 ms') from attempts where id = $1`,
        [view.attemptId],
      )
      await release()
      expect((await saving)[0]).toMatchObject({
        kind: 'refused',
        reason: 'time-over',
        savedSeq: 0,
        held: [1],
      })
    })
    expect(await stored(db, view.attemptId)).toHaveLength(0)
    expect(await db.select().from(heldEntries).where(eq(heldEntries.attemptId, view.attemptId))).toHaveLength(
      1,
    )
  })

  test('within the grace it is taken', async ({ db, database }) => {
    const { save, answer, view } = await sitting(db, database.pool)
    await db
      .update(attempts)
      .set({ deadlineAt: new Date(Date.now() - 1000) })
      .where(eq(attempts.id, view.attemptId))
    expect(await save(answer(1, 0))).toMatchObject({ kind: 'saved', clock: { phase: 'grace' } })
  })

  test('what was saved before the deadline is acknowledged after it, and after the hand-in', async ({
    db,
    database,
  }) => {
    const { save, answer, view } = await sitting(db, database.pool)
    await save(answer(1, 0))
    await db
      .update(attempts)
      .set({ deadlineAt: minutes(-5) })
      .where(eq(attempts.id, view.attemptId))
    expect(await save(answer(1, 0))).toMatchObject({ kind: 'saved', savedSeq: 1 })
    await closerTick({ db, signer }, newCloser, 0)
    expect(await save(answer(1, 0))).toMatchObject({ kind: 'saved', savedSeq: 1 })
    expect(await save(answer(2, 1))).toMatchObject({
      kind: 'refused',
      reason: 'not-open',
      savedSeq: 1,
      held: [2],
    })
  })

  test('the server closes with no browser online, with what is saved, and once', async ({ db, database }) => {
    const { save, answer, view } = await sitting(db, database.pool)
    await save(answer(1, 0), answer(2, 1))
    await db
      .update(attempts)
      .set({ deadlineAt: minutes(-1) })
      .where(eq(attempts.id, view.attemptId))
    await Promise.all([closerTick({ db, signer }, newCloser, 0), closerTick({ db, signer }, newCloser, 0)])
    expect(await attemptRow(db, view.attemptId)).toMatchObject({
      state: 'handed-in',
      closedBy: 'server',
      answered: 2,
    })
    expect(await db.select().from(receipts).where(eq(receipts.attemptId, view.attemptId))).toHaveLength(1)
  })

  test('the closer leaves an attempt alone until the grace is over', async ({ db, database }) => {
    const { view } = await sitting(db, database.pool)
    await db
      .update(attempts)
      .set({ deadlineAt: new Date(Date.now() - 1000), graceMs: 60_000 })
      .where(eq(attempts.id, view.attemptId))
    await closerTick({ db, signer }, newCloser, 0)
    expect(await attemptRow(db, view.attemptId)).toMatchObject({ state: 'answering' })
  })

  test('the closer racing a save: either the save counts and is graded, or it is refused and held', async ({
    db,
    database,
  }) => {
    for (let round = 0; round < 12; round += 1) {
      const { save, answer, view } = await sitting(db, database.pool)
      await db
        .update(attempts)
        .set({ deadlineAt: new Date(Date.now() + round), graceMs: 0 })
        .where(eq(attempts.id, view.attemptId))
      const [outcome] = await Promise.all([save(answer(1, 0)), closerTick({ db, signer }, newCloser, 0)])
      await db.execute(
        `select pg_sleep_until(deadline_at + interval '5 ms') from attempts where id = '${view.attemptId}'`,
      )
      await closerTick({ db, signer }, newCloser, 0)
      const row = await attemptRow(db, view.attemptId)
      expect(row.state).toBe('handed-in')
      expect(row.answered).toBe(outcome.kind === 'saved' ? 1 : 0)
    }
  })

  test('after a gap in its own ticks the closer holds back for a minute and records the outage', async ({
    db,
    database,
  }) => {
    const { view } = await sitting(db, database.pool)
    await db
      .update(attempts)
      .set({ deadlineAt: minutes(-1) })
      .where(eq(attempts.id, view.attemptId))
    const before = { lastMs: Date.now() - 40_000, lastTickMs: 0, markedMs: Date.now(), holdUntilMs: 0 }
    const { state, closed } = await closerTick({ db, signer }, before, 40_000)
    expect(closed).toBe(0)
    expect(await attemptRow(db, view.attemptId)).toMatchObject({ state: 'answering' })
    expect((await closerTick({ db, signer }, { ...state, holdUntilMs: 0 }, 40_001)).closed).toBeGreaterThan(0)
  })
})
