import { eq } from 'drizzle-orm'
import { describe, expect } from 'vitest'
import { responses } from '#db/schema/attempts.ts'
import { test, nobody, online } from './http-interface-fixture.ts'

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
