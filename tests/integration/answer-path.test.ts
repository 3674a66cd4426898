import { eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { describe, expect } from 'vitest'

import type { Entry } from '#app/domain/save.ts'
import { closerTick, newCloser } from '#app/services/attempts/close-overdue.ts'
import { handInAttempt } from '#app/services/attempts/hand-in-attempt.ts'
import { saveBatch, type SaveOutcome } from '#app/services/attempts/save-responses.ts'
import { SaveQueue } from '#app/services/attempts/save-queue.ts'
import { handOverSeat, voidAttempt } from '#app/services/attempts/staff-acts.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { chainProblem } from '#app/services/audit/verify-audit.ts'
import { verifyReceipt } from '#app/services/receipts/verify-receipt.ts'
import { giveTime, pauseSitting, resumeSitting } from '#app/services/sittings/move-clock.ts'
import type { Db } from '#db/client.ts'
import {
  attempts,
  heldEntries,
  outages,
  papers,
  receipts,
  refusedEntries,
  responses,
} from '#db/schema/attempts.ts'
import { auditLog } from '#db/schema/audit.ts'
import { accountRoles, people } from '#db/schema/organisation.ts'
import { sittings } from '#db/schema/sittings.ts'
import { test } from '#tests/fixtures/database.ts'
import {
  addCandidate,
  addExam,
  addSitting,
  addStaff,
  type Candidate,
  elsewhere,
  minutes,
  register,
} from '#tests/fixtures/exam-world.ts'
import { testSigner } from '#tests/fixtures/signer.ts'

const signer = testSigner()
const entry = (seq: number, itemId: string, response: string[]): Entry => ({
  seq,
  itemId,
  response,
  clientAt: new Date(Date.UTC(2026, 10, 23)),
})

async function sit(candidate: Candidate, registrationId: string, takeOver = false) {
  const started = await startAttempt(candidate, { registrationId, takeOver })
  if (!started.ok) throw new Error(started.refusal)
  const { view, generation } = started.value
  const token = { attemptId: view.attemptId, personId: candidate.personId, generation }
  const item = (index: number) => view.paper.items[index] ?? view.paper.items[0]!
  const answer = (seq: number, index: number) =>
    entry(seq, item(index).itemId, [item(index).options[0]?.id ?? ''])
  return { ...started.value, token, item, answer }
}

/** Somebody sitting an online exam, and how to save for them. */
async function sitting(db: Db, pool: pg.Pool, change: Parameters<typeof addExam>[1] = {}) {
  const exam = await addExam(db, change)
  const candidate = await addCandidate(db)
  const registrationId = await register(db, exam.id, candidate.personId)
  const sat = await sit(candidate, registrationId)
  const save = async (...entries: Entry[]) =>
    (await saveBatch(pool, new Map(), [{ ...sat.token, entries }]))[0] as SaveOutcome
  return { exam, candidate, registrationId, save, ...sat }
}

const stored = (db: Db, attemptId: string) =>
  db.select().from(responses).where(eq(responses.attemptId, attemptId)).orderBy(responses.link)
const attemptRow = async (db: Db, attemptId: string) =>
  (await db.select().from(attempts).where(eq(attempts.id, attemptId)))[0]!

/** Runs `meanwhile` while another connection holds the attempt's row, and lets go afterwards. */
async function whileLocked(
  appUrl: string,
  attemptId: string,
  meanwhile: (release: () => Promise<void>) => Promise<void>,
) {
  const holder = new pg.Client({ connectionString: appUrl })
  await holder.connect()
  await holder.query('begin')
  await holder.query('select 1 from attempts where id = $1 for no key update', [attemptId])
  try {
    await meanwhile(async () => void (await holder.query('commit')))
  } finally {
    await holder.end()
  }
}

/** Waits until some connections of this database wait for a lock. */
async function untilSomebodyWaits(pool: pg.Pool, waiters = 1): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if ((rows[0]?.waiting ?? 0) >= waiters) return
  }
}

describe('P1: an answer shown as saved is committed', () => {
  test('saving commits rows, head and chain; the answer is the highest (generation, seq)', async ({
    db,
    database,
  }) => {
    const { save, answer, view, item } = await sitting(db, database.pool)
    expect(await save(answer(1, 0), answer(2, 1), entry(3, item(0).itemId, []))).toMatchObject({
      kind: 'saved',
      savedSeq: 3,
      refused: [],
    })
    const rows = await stored(db, view.attemptId)
    expect(rows.map((row) => [row.seq, row.link])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
    expect(await chainProblem(db, await attemptRow(db, view.attemptId))).toBeNull()
  })

  test('two entries of one attempt in one batch are both kept, also from two requests', async ({
    db,
    database,
  }) => {
    const { token, answer, view } = await sitting(db, database.pool)
    const requests = [
      { ...token, entries: [answer(1, 0)] },
      { ...token, entries: [answer(2, 1), answer(3, 2)] },
    ]
    const outcomes = await saveBatch(database.pool, new Map(), requests)
    expect(outcomes.map((outcome) => outcome.kind === 'saved' && outcome.savedSeq)).toEqual([1, 3])
    expect(await stored(db, view.attemptId)).toHaveLength(3)
    expect(await chainProblem(db, await attemptRow(db, view.attemptId))).toBeNull()
  })

  test('batches that name the same attempts in opposite order never deadlock', async ({ db, database }) => {
    const people = await Promise.all([1, 2, 3, 4].map(() => sitting(db, database.pool)))
    const rounds = Array.from({ length: 20 }, (_, round) => {
      const order = round % 2 === 0 ? people : [...people].reverse()
      return saveBatch(
        database.pool,
        new Map(),
        order.map((one) => ({ ...one.token, entries: [one.answer(1, round % 5)] })),
      )
    })
    await expect(Promise.all(rounds)).resolves.toHaveLength(20)
    for (const one of people) expect(await stored(db, one.view.attemptId)).toHaveLength(1)
  })

  test('the process dies between commit and reply: the resend is acknowledged and nothing is written twice', async ({
    db,
    database,
  }) => {
    const { save, answer, view } = await sitting(db, database.pool)
    await save(answer(1, 0), answer(2, 1)) // committed; imagine the reply was lost
    expect(await save(answer(1, 0), answer(2, 1), answer(3, 2))).toMatchObject({
      kind: 'saved',
      savedSeq: 3,
      refused: [],
    })
    expect(await stored(db, view.attemptId)).toHaveLength(3)
  })

  test('a connection that breaks before the commit tells nobody anything, and the resend is saved once', async ({
    db,
    database,
  }) => {
    const { token, answer, view } = await sitting(db, database.pool)
    const queue = new SaveQueue(database.pool)
    await whileLocked(database.appUrl, view.attemptId, async (release) => {
      const unknown = expect(queue.save({ ...token, entries: [answer(1, 0)] })).rejects.toThrow('not known')
      await untilSomebodyWaits(database.pool)
      const admin = new pg.Client({ connectionString: database.administratorUrl })
      await admin.connect()
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      await admin.end()
      await unknown
      await release()
    })
    expect(await stored(db, view.attemptId)).toHaveLength(0)
    expect(await queue.save({ ...token, entries: [answer(1, 0)] })).toMatchObject({
      kind: 'saved',
      savedSeq: 1,
    })
  })

  test('a row that somebody else holds costs its own save an answer, and no neighbour of the batch', async ({
    db,
    database,
  }) => {
    const stuck = await sitting(db, database.pool)
    const neighbour = await sitting(db, database.pool)
    const queue = new SaveQueue(database.pool)
    await whileLocked(database.appUrl, stuck.view.attemptId, async (release) => {
      const unknown = expect(queue.save({ ...stuck.token, entries: [stuck.answer(1, 0)] })).rejects.toThrow(
        'not known',
      )
      const saved = queue.save({ ...neighbour.token, entries: [neighbour.answer(1, 0)] })
      expect(await saved).toMatchObject({ kind: 'saved', savedSeq: 1 })
      await unknown
      await release()
    })
    expect(await queue.save({ ...stuck.token, entries: [stuck.answer(1, 0)] })).toMatchObject({
      kind: 'saved',
      savedSeq: 1,
    })
  }, 15_000)

  test('the same seq with other content is refused as a conflict, and the first stands', async ({
    db,
    database,
  }) => {
    const { save, answer, item, view } = await sitting(db, database.pool)
    await save(answer(1, 0))
    expect(await save(entry(1, item(0).itemId, []))).toMatchObject({
      refused: [{ seq: 1, reason: 'seq-conflict' }],
      savedSeq: 1,
    })
    expect((await stored(db, view.attemptId))[0]?.response).toHaveLength(1)
  })

  test('an entry that the paper does not allow is refused for good, and stays refused when sent again', async ({
    db,
    database,
  }) => {
    const { save, answer } = await sitting(db, database.pool)
    const bad = entry(1, 'i99', ['A'])
    for (const _ of [1, 2])
      expect(await save(bad)).toMatchObject({ savedSeq: 1, refused: [{ seq: 1, reason: 'unknown-item' }] })
    expect(await save(answer(2, 0))).toMatchObject({ savedSeq: 2, refused: [] })
    expect(await db.select().from(refusedEntries)).not.toHaveLength(0)
  })

  test('beyond 20,000 entries of one attempt nothing more is taken, and what was taken stays acknowledged', async ({
    db,
    database,
  }) => {
    const { save, answer, view } = await sitting(db, database.pool)
    await save(answer(1, 0))
    await db.update(attempts).set({ links: 20_000 }).where(eq(attempts.id, view.attemptId))
    expect(await save(answer(2, 1))).toEqual({ kind: 'too-many', limit: 20_000 })
    expect(await save(answer(1, 0))).toMatchObject({ kind: 'saved', savedSeq: 1 })
    expect(await stored(db, view.attemptId)).toHaveLength(1)
  })
})

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
