import { eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { describe, expect } from 'vitest'
import { closerTick, newCloser } from '#app/services/attempts/close-overdue.ts'
import { attempts, outages, papers } from '#db/schema/attempts.ts'
import { auditLog } from '#db/schema/audit.ts'
import { sittings } from '#db/schema/sittings.ts'
import { test } from '#tests/fixtures/database.ts'
import { addCandidate, addExam, addSitting, minutes, register } from '#tests/fixtures/exam-world.ts'
import { signer, sit, sitting, attemptRow, untilSomebodyWaits } from './answer-path-fixture.ts'

describe('the closer among several processes', () => {
  test('a process that begins within the hold of a recorded outage keeps it', async ({ ownDatabase }) => {
    const { db, pool } = ownDatabase
    const { view } = await sitting(db, pool)
    await db
      .update(attempts)
      .set({ deadlineAt: minutes(-1) })
      .where(eq(attempts.id, view.attemptId))
    const before = { lastMs: Date.now() - 40_000, lastTickMs: 0, markedMs: 0, holdUntilMs: 0 }
    await closerTick({ db, signer }, before, 40_000)
    // The mark is fresh now, so nothing else tells the next process of the outage.
    expect((await closerTick({ db, signer }, newCloser, 0)).closed).toBe(0)
    expect(await attemptRow(db, view.attemptId)).toMatchObject({ state: 'answering' })
    expect(await db.select().from(outages)).toHaveLength(1)
  })

  test('an attempt that cannot be closed keeps nobody else waiting', async ({ ownDatabase }) => {
    const { db, pool } = ownDatabase
    const broken = await sitting(db, pool)
    const sound = await sitting(db, pool)
    await db.update(attempts).set({ deadlineAt: minutes(-1) })
    const { paperId } = await attemptRow(db, broken.view.attemptId)
    await db
      .update(papers)
      .set({ items: sql`'"spoilt"'::jsonb` })
      .where(eq(papers.id, paperId))

    const { closed, failures } = await closerTick({ db, signer }, newCloser, 0)

    expect(closed).toBe(1)
    expect(failures.map(({ attemptId }) => attemptId)).toEqual([broken.view.attemptId])
    expect(await attemptRow(db, sound.view.attemptId)).toMatchObject({ state: 'handed-in' })
    expect(await attemptRow(db, broken.view.attemptId)).toMatchObject({ state: 'answering' })
  })

  test('a tick that has much to close leaves the rest to the next one, which sees no outage', async ({
    ownDatabase,
  }) => {
    const { db } = ownDatabase
    const exam = await addExam(db)
    for (let count = 0; count < 51; count += 1) {
      const candidate = await addCandidate(db)
      await sit(candidate, await register(db, exam.id, candidate.personId))
    }
    await db.update(attempts).set({ deadlineAt: minutes(-1) })
    const slow = {
      ...signer,
      sign(payload: string) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 65)
        return signer.sign(payload)
      },
    }
    expect((await closerTick({ db, signer: slow }, newCloser, 0)).closed).toBe(50)
    expect((await closerTick({ db, signer }, newCloser, 0)).closed).toBe(1)
  }, 30_000)

  test('a due sitting is started once, and one that a proctor has started meanwhile is left alone', async ({
    ownDatabase,
  }) => {
    const { db } = ownDatabase
    const { sittingId } = await addSitting(db, { startsAt: minutes(5) })
    const startsAt = minutes(-1)
    await db.update(sittings).set({ startsAt }).where(eq(sittings.id, sittingId))
    await Promise.all([1, 2, 3, 4].map(() => closerTick({ db, signer }, newCloser, 0)))
    expect((await db.select().from(sittings))[0]?.startedAt).toEqual(startsAt)
    expect(await db.select().from(auditLog).where(eq(auditLog.action, 'sitting.started'))).toHaveLength(1)
  })

  test('a sitting whose proctor gives time at the last moment is not closed', async ({ ownDatabase }) => {
    const { db, pool, appUrl } = ownDatabase
    const { sittingId } = await addSitting(db, { startsAt: minutes(-120) })
    const proctor = new pg.Client({ connectionString: appUrl })
    await proctor.connect()
    await proctor.query('begin')
    await proctor.query('update sittings set given_ms = 36000000 where id = $1', [sittingId])
    const ticking = closerTick({ db, signer }, newCloser, 0)
    await untilSomebodyWaits(pool)
    await proctor.query('commit')
    await proctor.end()
    await ticking
    expect((await db.select().from(sittings))[0]?.closedAt).toBeNull()
  })
})
