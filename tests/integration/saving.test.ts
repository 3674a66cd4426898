import { eq } from 'drizzle-orm'
import pg from 'pg'
import { describe, expect } from 'vitest'
import { saveBatch } from '#app/services/attempts/save-responses.ts'
import { SaveQueue } from '#app/services/attempts/save-queue.ts'
import { chainProblem } from '#app/services/audit/verify-audit.ts'
import { attempts, refusedEntries } from '#db/schema/attempts.ts'
import { test } from '#tests/fixtures/database.ts'
import { entry, sitting, stored, attemptRow, whileLocked, untilSomebodyWaits } from './answer-path-fixture.ts'

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
