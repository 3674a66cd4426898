import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect } from 'vitest'
import { attempts, outages } from '#db/schema/attempts.ts'
import { auditLog } from '#db/schema/audit.ts'
import { registrations } from '#db/schema/campaigns.ts'
import { incidents, messages, sittings } from '#db/schema/sittings.ts'
import { addCandidate, addSitting, addStaff, minutes, register } from '#tests/fixtures/exam-world.ts'
import { test, type Http, type Db } from './http-interface-fixture.ts'

describe('acts of staff', () => {
  async function room(db: Db, http: Http) {
    const { exam, sittingId, seatIds, proctor, unitId } = await addSitting(db)
    const candidate = await addCandidate(db)
    const registrationId = await register(db, exam.id, candidate.personId, { sittingId, seatId: seatIds[0]! })
    const client = http.client()
    await client.logIn(candidate.accountId, candidate.login)
    const { body } = await client.post('/api/v1/attempts', { registrationId })
    const staff = http.client()
    await staff.logIn(proctor.accountId, proctor.login)
    return {
      exam,
      sittingId,
      proctor,
      unitId,
      candidate,
      registrationId,
      client,
      staff,
      attemptId: body.attemptId as string,
      machine: body.machine as string,
    }
  }

  test('time for one and for all, pause, resume, message, incident, hand-over, forced hand-in: each moves the record', async ({
    db,
    http,
  }) => {
    const { staff, client, sittingId, attemptId, registrationId, machine } = await room(db, http)
    const clock = async () => (await client.get(`/api/v1/attempts/${attemptId}`)).body.clock
    const before = Date.parse((await clock()).deadlineAt)
    expect(
      (await staff.post(`/api/v1/attempts/${attemptId}/time`, { addMs: 60_000, reason: '键盘故障' })).status,
    ).toBe(200)
    expect(
      (await staff.post(`/api/v1/sittings/${sittingId}/time`, { addMs: 120_000, reason: '停电' })).status,
    ).toBe(200)
    expect(Date.parse((await clock()).deadlineAt) - before).toBe(180_000)

    expect((await staff.post(`/api/v1/sittings/${sittingId}/pause`, { reason: '消防警报' })).status).toBe(200)
    expect((await clock()).phase).toBe('paused')
    expect(await client.post(`/api/v1/attempts/${attemptId}/hand-in`, { machine, lastSeq: 0 })).toMatchObject(
      { status: 409, body: { type: 'paused' } },
    )
    expect(await staff.post(`/api/v1/sittings/${sittingId}/pause`, { reason: '再次' })).toMatchObject({
      status: 409,
      body: { type: 'already-paused' },
    })
    expect((await staff.post(`/api/v1/sittings/${sittingId}/resume`, { reason: '解除' })).status).toBe(200)
    expect((await clock()).phase).toBe('running')

    expect(
      (await staff.post(`/api/v1/sittings/${sittingId}/messages`, { text: '请坐正', registrationId })).status,
    ).toBe(200)
    expect(await db.select().from(messages).where(eq(messages.sittingId, sittingId))).toHaveLength(1)
    expect(
      (
        await staff.post(`/api/v1/sittings/${sittingId}/incidents`, {
          kind: 'talking',
          tier: 'ordinary',
          note: '交谈',
        })
      ).status,
    ).toBe(200)
    expect(await db.select().from(incidents).where(eq(incidents.sittingId, sittingId))).toHaveLength(1)
    expect((await staff.post(`/api/v1/attempts/${attemptId}/hand-over`, { reason: '换机' })).status).toBe(200)
    expect(await staff.post(`/api/v1/attempts/${attemptId}/force-hand-in`, { reason: '离场' })).toMatchObject(
      { status: 200, body: { closedBy: 'proctor' } },
    )
    expect(
      await staff.post(`/api/v1/attempts/${attemptId}/time`, { addMs: 60_000, reason: '太晚' }),
    ).toMatchObject({ status: 409, body: { type: 'not-open' } })
    expect((await staff.post(`/api/v1/attempts/${attemptId}/void`, { reason: '替考' })).status).toBe(200)
    const [row] = await db.select().from(attempts).where(eq(attempts.id, attemptId))
    expect(row).toMatchObject({ state: 'void', voidReason: '替考' })
    expect(row?.score).not.toBeNull()
    const actions = (await db.select().from(auditLog).where(eq(auditLog.subjectId, attemptId))).map(
      (one) => one.action,
    )
    expect(actions).toEqual(
      expect.arrayContaining([
        'attempt.time-given',
        'attempt.hand-over-opened',
        'attempt.handed-in',
        'attempt.voided',
      ]),
    )
  })

  test('another sitting’s proctor, an inspector and a candidate may do none of it', async ({ db, http }) => {
    const { sittingId, attemptId, registrationId, client } = await room(db, http)
    const other = await room(db, http)
    const inspector = await addStaff(db, 'inspector')
    const watching = http.client()
    await watching.logIn(inspector.accountId, inspector.login)
    const acts: [string, unknown][] = [
      [`/sittings/${sittingId}/start`, {}],
      [`/sittings/${sittingId}/time`, { addMs: 60_000, reason: '无权' }],
      [`/sittings/${sittingId}/pause`, { reason: '无权' }],
      [`/sittings/${sittingId}/resume`, { reason: '无权' }],
      [`/sittings/${sittingId}/outages/${uuidv7()}`, { giveBack: true, reason: '无权' }],
      [`/sittings/${sittingId}/messages`, { text: '无权' }],
      [`/sittings/${sittingId}/incidents`, { kind: 'talking', tier: 'serious', note: '无权' }],
      [`/attempts/${attemptId}/time`, { addMs: 60_000, reason: '无权' }],
      [`/attempts/${attemptId}/hand-over`, { reason: '无权' }],
      [`/attempts/${attemptId}/force-hand-in`, { reason: '无权' }],
      [`/attempts/${attemptId}/void`, { reason: '无权' }],
      [`/registrations/${registrationId}/check-in`, {}],
      [`/registrations/${registrationId}/unlock`, {}],
    ]
    for (const [path, body] of acts) {
      expect((await other.staff.post(`/api/v1${path}`, body)).status, `other ${path}`).toBe(404)
      expect((await watching.post(`/api/v1${path}`, body)).status, `inspector ${path}`).toBe(404)
      expect((await client.post(`/api/v1${path}`, body)).status, `candidate ${path}`).toBe(403)
      expect((await http.client().post(`/api/v1${path}`, body)).status, `nobody ${path}`).toBe(401)
    }
    const [row] = await db.select().from(attempts).where(eq(attempts.id, attemptId))
    expect(row).toMatchObject({ state: 'answering', givenMs: 0, handOverOpenedAt: null })
    expect((await db.select().from(sittings).where(eq(sittings.id, sittingId)))[0]).toMatchObject({
      givenMs: 0,
      pausedAt: null,
    })
  })

  test('an outage is decided about by the staff of its sitting, with a reason, and once', async ({
    db,
    http,
  }) => {
    const { staff, sittingId } = await room(db, http)
    const outageId = uuidv7()
    await db.insert(outages).values({ id: outageId, from: minutes(-9), until: new Date(), lostMs: 540_000 })
    const path = `/api/v1/sittings/${sittingId}/outages/${outageId}`
    for (const body of [
      {},
      { giveBack: 'yes', reason: '停电' },
      { giveBack: true },
      { giveBack: true, reason: ' ' },
    ]) {
      expect(await staff.post(path, body)).toMatchObject({ status: 422, body: { type: 'malformed' } })
    }
    const unknown = `/api/v1/sittings/${sittingId}/outages/${uuidv7()}`
    const give = { giveBack: true, reason: '停电' }
    expect(await staff.post(unknown, give)).toMatchObject({ status: 409, body: { type: 'already-decided' } })
    expect(await staff.post(path, give)).toMatchObject({ status: 200 })
    expect(await staff.post(path, give)).toMatchObject({ status: 409, body: { type: 'already-decided' } })
  })

  test('a reason is required, and time is bounded', async ({ db, http }) => {
    const { staff, attemptId, sittingId } = await room(db, http)
    for (const body of [
      {},
      { addMs: 60_000 },
      { addMs: 60_000, reason: ' ' },
      { addMs: 0, reason: '原因' },
      { addMs: -60_000, reason: '原因' },
      { addMs: 1e12, reason: '原因' },
    ]) {
      expect((await staff.post(`/api/v1/attempts/${attemptId}/time`, body)).status).toBe(422)
      expect((await staff.post(`/api/v1/sittings/${sittingId}/time`, body)).status).toBe(422)
    }
    expect((await staff.post(`/api/v1/sittings/${sittingId}/pause`, {})).status).toBe(422)
    expect((await staff.post(`/api/v1/sittings/${sittingId}/pause`, { reason: '原因\0' })).status).toBe(422)
    expect((await staff.post(`/api/v1/sittings/${sittingId}/messages`, { text: 'a\ud800' })).status).toBe(422)
  })

  test('a sitting of tomorrow cannot be started today', async ({ db, http }) => {
    const { sittingId, proctor } = await addSitting(db, { startsAt: new Date(Date.now() + 86_400_000) })
    const staff = http.client()
    await staff.logIn(proctor.accountId, proctor.login)
    expect(await staff.post(`/api/v1/sittings/${sittingId}/start`)).toMatchObject({
      status: 409,
      body: { type: 'too-early' },
    })
    const [row] = await db.select().from(sittings).where(eq(sittings.id, sittingId))
    expect(row?.startedAt).toBeNull()
  })

  test('check-in opens the door and is recorded once', async ({ db, http }) => {
    const { exam, sittingId, staff, unitId } = await room(db, http)
    const candidate = await addCandidate(db, unitId)
    const registrationId = await register(db, exam.id, candidate.personId, { sittingId, checkedIn: false })
    const client = http.client()
    await client.logIn(candidate.accountId, candidate.login)
    expect(await client.post('/api/v1/attempts', { registrationId })).toMatchObject({
      status: 409,
      body: { type: 'not-checked-in' },
    })
    const [first, other] = await Promise.all(
      [1, 2].map(() => staff.post(`/api/v1/registrations/${registrationId}/check-in`)),
    )
    if (!first) throw new Error('no answer')
    expect(other?.body).toEqual(first.body)
    expect((await db.select().from(auditLog).where(eq(auditLog.subjectId, registrationId))).length).toBe(1)
    expect((await staff.post(`/api/v1/registrations/${registrationId}/check-in`)).body).toEqual(first.body)
    expect((await client.post('/api/v1/attempts', { registrationId })).status).toBe(201)
    const [row] = await db.select().from(registrations).where(eq(registrations.id, registrationId))
    expect(row?.checkedInAt?.toISOString()).toBe(first.body.checkedInAt)
  })
})
