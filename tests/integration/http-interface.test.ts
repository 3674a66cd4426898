import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect } from 'vitest'

import { attempts, outages, responses } from '#db/schema/attempts.ts'
import { auditLog } from '#db/schema/audit.ts'
import { registrations } from '#db/schema/campaigns.ts'
import { incidents, messages, sittings } from '#db/schema/sittings.ts'
import { test as base } from '#tests/fixtures/database.ts'
import { addCandidate, addExam, addSitting, addStaff, minutes, register } from '#tests/fixtures/exam-world.ts'
import { startHttp } from '#tests/fixtures/http.ts'

const test = base.extend('http', { scope: 'file' }, async ({ database }, { onCleanup }) => {
  const http = await startHttp(database)
  onCleanup(() => http.close())
  return http
})

type Http = Awaited<ReturnType<typeof startHttp>>
type Db = Parameters<typeof addExam>[0]
const nobody = '01930c2e-7c1a-7cc3-9a3e-0a5b6c7d8e9f'

/** A candidate sitting an online exam over HTTP. */
async function online(db: Db, http: Http) {
  const exam = await addExam(db)
  const candidate = await addCandidate(db)
  const registrationId = await register(db, exam.id, candidate.personId)
  const client = http.client()
  await client.logIn(candidate.accountId, candidate.login)
  const started = await client.post('/api/v1/attempts', { registrationId })
  const { attemptId, machine, paper } = started.body
  const save = (entries: unknown) =>
    client.post(`/api/v1/attempts/${attemptId}/responses`, { machine, entries })
  const entry = (seq: number, index = 0) => ({
    seq,
    itemId: paper.items[index].itemId,
    response: [paper.items[index].options[0].id],
    clientAt: new Date().toISOString(),
  })
  return { exam, candidate, registrationId, client, started, attemptId, machine, paper, save, entry }
}

describe('the interface, as documented', () => {
  test('login, registrations, start, save, hand in, receipt, verification', async ({ db, http }) => {
    const { client, registrationId, started, attemptId, machine, save, entry, candidate } = await online(
      db,
      http,
    )
    expect((await client.get('/api/v1/me/registrations')).body).toEqual([
      expect.objectContaining({ registrationId, state: 'answering', attemptId }),
    ])
    expect(started.status).toBe(201)
    expect(started.body).toMatchObject({ savedSeq: 0, clock: { phase: 'running' }, responses: [] })
    expect(JSON.stringify(started.body.paper)).not.toMatch(/key|explanation|article/)
    expect((await client.post('/api/v1/attempts', { registrationId })).status).toBe(200)

    expect(await save([entry(1), entry(2, 1)])).toMatchObject({
      status: 200,
      body: { savedSeq: 2, refused: [], clock: { phase: 'running' } },
    })
    const read = await client.get(`/api/v1/attempts/${attemptId}`)
    expect(read.body).toMatchObject({ savedSeq: 2 })
    expect(read.body.machine).toBeUndefined()

    const handedIn = await client.post(`/api/v1/attempts/${attemptId}/hand-in`, { machine, lastSeq: 2 })
    expect(handedIn).toMatchObject({
      status: 200,
      body: { answered: 2, score: expect.any(Number), passed: expect.any(Boolean) },
    })
    expect(await client.get(`/api/v1/receipts/${handedIn.body.receiptId}`)).toMatchObject({
      status: 200,
      body: { chainHead: handedIn.body.chainHead },
    })
    expect(await http.client().get(`/api/v1/receipts/${handedIn.body.receiptId}/verify`)).toMatchObject({
      status: 200,
      body: { valid: true },
    })
    expect((await http.client().get('/api/v1/receipts/public-key')).body.publicKey).toContain(
      'BEGIN PUBLIC KEY',
    )
    expect(
      (await db.select().from(auditLog).where(eq(auditLog.actorId, candidate.accountId))).map(
        (row) => row.action,
      ),
    ).toContain('attempt.started')
  })

  test('the OpenAPI document lists every endpoint and every problem', async ({ http }) => {
    const { body } = await http.client().get('/api/v1/openapi.json')
    expect(Object.keys(body.paths).sort()).toEqual([
      '/attempts',
      '/attempts/{id}',
      '/attempts/{id}/force-hand-in',
      '/attempts/{id}/hand-in',
      '/attempts/{id}/hand-over',
      '/attempts/{id}/responses',
      '/attempts/{id}/time',
      '/attempts/{id}/void',
      '/me/registrations',
      '/receipts/public-key',
      '/receipts/{id}',
      '/receipts/{id}/verify',
      '/registrations/{id}/check-in',
      '/registrations/{id}/unlock',
      '/session',
      '/sittings/{id}/incidents',
      '/sittings/{id}/messages',
      '/sittings/{id}/outages/{outageId}',
      '/sittings/{id}/pause',
      '/sittings/{id}/resume',
      '/sittings/{id}/start',
      '/sittings/{id}/time',
      '/statistics',
      '/time',
    ])
    expect(JSON.stringify(body)).toContain('stale-machine')
  })

  test('health, readiness and metrics answer', async ({ http }) => {
    expect((await http.client().get('/healthz')).status).toBe(200)
    expect(await http.client().get('/readyz')).toMatchObject({
      status: 200,
      body: { parts: { database: true } },
    })
    expect((await http.client().get('/metrics')).body).toContain('lawexam_sockets')
    const passedOn = await fetch(`${http.url}/metrics`, { headers: { 'X-Forwarded-For': '203.0.113.7' } })
    expect(passedOn.status, 'through a reverse proxy').toBe(404)
    expect(Date.parse((await http.client().get('/api/v1/time')).body.now)).toBeGreaterThan(0)
  })
})

describe('hostile input changes nothing', () => {
  test('malformed, oversized and unreadable bodies are refused with a clear problem', async ({
    db,
    http,
  }) => {
    const { client, attemptId, machine, entry, save } = await online(db, http)
    const path = `/api/v1/attempts/${attemptId}/responses`
    const bad: unknown[] = [
      {},
      { machine },
      { machine, entries: [] },
      { machine, entries: 'x' },
      { machine, entries: [{ ...entry(1), seq: 0 }] },
      { machine, entries: [{ ...entry(1), seq: 1.5 }] },
      { machine, entries: [{ ...entry(1), response: 'A' }] },
      { machine, entries: [{ ...entry(1), response: ['A', 'A'] }] },
      { machine, entries: [{ ...entry(1), clientAt: 'now' }] },
      { machine, entries: [{ ...entry(1), extra: 1 }] },
      { machine, entries: [{ ...entry(1), itemId: 'i\0' }] },
      { machine, entries: [{ ...entry(1), response: ['\0'] }] },
      { machine, entries: [{ ...entry(1), response: ['\ud800'] }] },
      { machine, entries: Array.from({ length: 201 }, (_, index) => entry(index + 1)) },
      [],
      null,
      '"x"',
    ]
    for (const body of bad) {
      const reply = await client.post(path, body)
      expect([reply.status, reply.body.type], JSON.stringify(body).slice(0, 80)).toEqual([422, 'malformed'])
      expect(reply.headers.get('content-type')).toContain('application/problem+json')
    }
    expect(await client.post(path, '{"machine":')).toMatchObject({ status: 422, body: { type: 'malformed' } })
    expect(
      await client.post(path, JSON.stringify({ machine, entries: [], pad: 'x'.repeat(70_000) })),
    ).toMatchObject({ status: 413, body: { type: 'too-large' } })
    expect(await client.post(path, 'machine=x', { 'Content-Type': 'text/plain' })).toMatchObject({
      status: 422,
    })
    expect(await db.select().from(responses).where(eq(responses.attemptId, attemptId))).toHaveLength(0)
    expect((await save([entry(1)])).body.savedSeq).toBe(1)
  })

  test('a seat computer whose clock is absurd loses no answer, and its receipt can still be verified', async ({
    db,
    http,
  }) => {
    const { client, attemptId, machine, save, entry } = await online(db, http)
    expect(
      (
        await save([
          { ...entry(1), clientAt: '0000-06-01T00:00:00Z' },
          { ...entry(2, 1), clientAt: null },
        ])
      ).body,
    ).toMatchObject({ savedSeq: 2, refused: [] })
    const { body } = await client.post(`/api/v1/attempts/${attemptId}/hand-in`, { machine, lastSeq: 2 })
    expect(await client.get(`/api/v1/receipts/${body.receiptId}/verify`)).toMatchObject({
      status: 200,
      body: { valid: true },
    })
  })

  test('nothing of the interface is kept by a browser', async ({ db, http }) => {
    const { client, attemptId } = await online(db, http)
    for (const path of [`/api/v1/attempts/${attemptId}`, '/api/v1/me/registrations', '/api/v1/nowhere'])
      expect((await client.get(path)).headers.get('cache-control'), path).toBe('no-store')
  })

  test('a forged, foreign or mismatched machine token is not found', async ({ db, http }) => {
    const mine = await online(db, http)
    const other = await online(db, http)
    const path = `/api/v1/attempts/${mine.attemptId}/responses`
    for (const machine of [other.machine, `${mine.machine.slice(0, -2)}xx`, 'x'.repeat(93)]) {
      expect(await mine.client.post(path, { machine, entries: [mine.entry(1)] })).toMatchObject({
        status: 404,
      })
    }
    expect(
      await mine.client.post(`/api/v1/attempts/not-an-id/responses`, {
        machine: mine.machine,
        entries: [mine.entry(1)],
      }),
    ).toMatchObject({ status: 422 })
  })

  test('state changes from another site are refused; plain clients pass', async ({ db, http }) => {
    const { client, attemptId, machine, entry } = await online(db, http)
    const path = `/api/v1/attempts/${attemptId}/responses`
    const body = { machine, entries: [entry(1)] }
    expect(await client.post(path, body, { Origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      body: { type: 'cross-site' },
    })
    expect(await client.post(path, body, { 'Sec-Fetch-Site': 'cross-site' })).toMatchObject({ status: 403 })
    expect(await client.post(path, body, { Origin: http.url })).toMatchObject({ status: 200 })
  })

  test('nobody reads or acts without a session, and nobody on what is not theirs', async ({ db, http }) => {
    const mine = await online(db, http)
    const stranger = await online(db, http)
    const anonymous = http.client()
    for (const path of [
      '/api/v1/me/registrations',
      `/api/v1/attempts/${mine.attemptId}`,
      `/api/v1/statistics?exam=${mine.exam.id}`,
    ]) {
      expect(await anonymous.get(path), path).toMatchObject({
        status: 401,
        body: { type: 'unauthenticated' },
      })
    }
    expect(await anonymous.post('/api/v1/attempts', { registrationId: mine.registrationId })).toMatchObject({
      status: 401,
    })
    expect(await stranger.client.get(`/api/v1/attempts/${mine.attemptId}`)).toMatchObject({ status: 404 })
    expect(
      await stranger.client.post('/api/v1/attempts', { registrationId: mine.registrationId }),
    ).toMatchObject({ status: 404 })
    expect(
      await stranger.client.post(`/api/v1/attempts/${mine.attemptId}/void`, { reason: '试试看' }),
    ).toMatchObject({ status: 403 })
    expect(await anonymous.get(`/api/v1/receipts/${nobody}/verify`)).toMatchObject({ status: 404 })
    expect(await anonymous.get('/api/v1/nowhere')).toMatchObject({ status: 404, body: { type: 'not-found' } })
  })

  test('a login that the database could not keep is a wrong one', async ({ http }) => {
    expect(await http.client().post('/api/v1/session', { login: 'a\0b\ud800', password: 'x' })).toMatchObject(
      { status: 401, body: { type: 'wrong-login' } },
    )
  })

  test('a wrong password says so and is locked after five; another account is not', async ({ db, http }) => {
    const { candidate } = await online(db, http)
    const client = http.client()
    const attempt = () => client.post('/api/v1/session', { login: candidate.login, password: 'wrong' })
    const statuses = []
    for (let tries = 0; tries < 6; tries += 1) statuses.push((await attempt()).status)
    expect(statuses.slice(0, 4)).toEqual([401, 401, 401, 401])
    expect(statuses[5]).toBe(423)
  })
})

describe('a machine, over HTTP', () => {
  test('another login is refused, takes over on request, and the old machine hears it loudly', async ({
    db,
    http,
  }) => {
    const { client, candidate, registrationId, attemptId, save, entry } = await online(db, http)
    await save([entry(1)])
    const second = http.client()
    await second.logIn(candidate.accountId, candidate.login)
    expect(await second.post('/api/v1/attempts', { registrationId })).toMatchObject({
      status: 409,
      body: { type: 'machine-held' },
    })
    expect(await second.post('/api/v1/attempts', { registrationId, takeOver: true })).toMatchObject({
      status: 200,
      body: { attemptId, savedSeq: 0 },
    })
    expect(await save([entry(2)])).toMatchObject({
      status: 409,
      body: { type: 'stale-machine', savedSeq: 1, held: [2], clock: { phase: 'running' } },
    })
    expect(await client.get(`/api/v1/attempts/${attemptId}`)).toMatchObject({ status: 200 })
  })
})

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
