import { eq } from 'drizzle-orm'
import pg from 'pg'
import { expect } from 'vitest'

import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { readAttemptStanding } from '#app/services/exams/read-standing.ts'
import { decideOutage } from '#app/services/sittings/decide-outage.ts'
import { readRoom } from '#app/services/sittings/read-room.ts'
import type { Db } from '#db/client.ts'
import { insertOutage } from '#db/queries/outages.ts'
import { attempts, outageDecisions, outages, timeGrants } from '#db/schema/attempts.ts'
import { auditLog } from '#db/schema/audit.ts'
import { sittings } from '#db/schema/sittings.ts'
import { test } from '#tests/fixtures/database.ts'
import { addCandidate, addSitting, minutes, register } from '#tests/fixtures/exam-world.ts'

const reason = '平台中断，补还所失时间'

/** Somebody who sits in a room that started ten minutes ago. */
async function seated(db: Db, startedMinutesAgo = 10) {
  const { sittingId, seatIds, proctor, exam } = await addSitting(db, {
    startsAt: minutes(-startedMinutesAgo),
  })
  const candidate = await addCandidate(db)
  const registrationId = await register(db, exam.id, candidate.personId, {
    sittingId,
    seatId: seatIds[0] ?? '',
    checkedIn: true,
  })
  const started = await startAttempt(candidate, { registrationId })
  if (!started.ok) throw new Error(started.refusal)
  const { attemptId, clock } = started.value.view
  return { sittingId, proctor, candidate, attemptId, deadlineAt: clock.deadlineAt ?? new Date(NaN) }
}

const outageOf = async (db: Db, from: Date, until: Date) => {
  await insertOutage(db, { from, until, lostMs: until.getTime() - from.getTime() })
  const [row] = await db.select().from(outages)
  return row?.id ?? ''
}

test('a clock that is read while time is given waits for it, and carries the later instant', async ({
  ownDatabase,
}) => {
  const { db, appUrl, pool } = ownDatabase
  const { attemptId, candidate, deadlineAt } = await seated(db)
  const giver = new pg.Client({ connectionString: appUrl })
  await giver.connect()
  await giver.query('begin')
  const { rows } = await giver.query<{ now: Date }>(
    `with moved as (update attempts set deadline_at = deadline_at + interval '5 minutes' where id = $1 returning 1)
     select clock_timestamp() as now from moved`,
    [attemptId],
  )
  const reading = readAttemptStanding({ db, personId: candidate.personId }, attemptId)
  await expect
    .poll(
      async () =>
        (await pool.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")).rows.length,
    )
    .toBeGreaterThan(0)
  await giver.query('commit')
  await giver.end()
  const standing = await reading
  if (!standing.ok) throw new Error(standing.refusal)
  expect(standing.value.clock.deadlineAt).toEqual(new Date(deadlineAt.getTime() + 300_000))
  expect(standing.value.clock.now.getTime()).toBeGreaterThanOrEqual(rows[0]?.now.getTime() ?? Infinity)
})

test('an outage is proposed to the room, and given back once', async ({ ownDatabase }) => {
  const { db } = ownDatabase
  const { sittingId, proctor, attemptId, deadlineAt } = await seated(db)
  const outageId = await outageOf(db, minutes(-3), minutes(-1))

  const before = await readRoom(proctor, sittingId)
  expect(before.ok && before.value.outages).toMatchObject([{ id: outageId, lostMs: 120_000 }])

  const both = await Promise.all(
    [1, 2].map(() => decideOutage(proctor, sittingId, outageId, { giveBack: true, reason })),
  )
  expect(both.filter(({ ok }) => ok)).toEqual([{ ok: true, value: { addedMs: 120_000 } }])
  expect(both).toContainEqual({ ok: false, refusal: 'already-decided' })

  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId))
  expect(attempt?.deadlineAt).toEqual(new Date(deadlineAt.getTime() + 120_000))
  expect(await db.select().from(timeGrants)).toMatchObject([{ kind: 'outage', addedMs: 120_000, reason }])
  const after = await readRoom(proctor, sittingId)
  expect(after.ok && after.value.outages).toEqual([])
})

test('a room gets back no more than it had run when the platform came back', async ({ ownDatabase }) => {
  const { db } = ownDatabase
  const { sittingId, proctor } = await seated(db, 2)
  const until = minutes(-1)
  await outageOf(db, minutes(-9), until)
  const [sitting] = await db.select().from(sittings).where(eq(sittings.id, sittingId))
  const ranMs = until.getTime() - (sitting?.startedAt?.getTime() ?? NaN)
  const room = await readRoom(proctor, sittingId)
  expect(room.ok && room.value.outages).toMatchObject([{ lostMs: ranMs }])
})

test('an outage from before the sitting, or of another proctor’s room, is nothing to decide', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const { sittingId, proctor } = await seated(db)
  const other = await seated(db)
  const outageId = await outageOf(db, minutes(-30), minutes(-20))
  const give = { giveBack: true, reason }
  expect(await decideOutage(proctor, sittingId, outageId, give)).toEqual({
    ok: false,
    refusal: 'already-decided',
  })
  expect(await decideOutage(proctor, other.sittingId, outageId, give)).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await db.select().from(outageDecisions)).toEqual([])
})

test('not giving it back is recorded with its reason, and moves no clock', async ({ ownDatabase }) => {
  const { db } = ownDatabase
  const { sittingId, proctor, attemptId, deadlineAt } = await seated(db)
  const outageId = await outageOf(db, minutes(-3), minutes(-1))
  const kept = { giveBack: false, reason: '开考前的演练' }
  expect(await decideOutage(proctor, sittingId, outageId, kept)).toEqual({ ok: true, value: { addedMs: 0 } })
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId))
  expect(attempt?.deadlineAt).toEqual(deadlineAt)
  const written = await db.select().from(auditLog).where(eq(auditLog.action, 'sitting.outage-dismissed'))
  expect(written).toMatchObject([{ subjectId: sittingId, detail: { outageId, reason: kept.reason } }])
})
