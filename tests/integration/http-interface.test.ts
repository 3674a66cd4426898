import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'
import { auditLog } from '#db/schema/audit.ts'
import { test, online } from './http-interface-fixture.ts'

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
