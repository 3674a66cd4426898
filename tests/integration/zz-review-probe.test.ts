import { eq } from 'drizzle-orm'
import { createPublicKey, verify } from 'node:crypto'
import { expect } from 'vitest'
import { attempts, responses } from '#db/schema/attempts.ts'
import { test as base } from '#tests/fixtures/database.ts'
import { addCandidate, addExam, register } from '#tests/fixtures/exam-world.ts'
import { startHttp } from '#tests/fixtures/http.ts'

const test = base.extend('http', { scope: 'file' }, async ({ database }, { onCleanup }) => {
  const http = await startHttp(database)
  onCleanup(() => http.close())
  return http
})

async function online(db: any, http: any, change = {}) {
  const exam = await addExam(db, change)
  const candidate = await addCandidate(db)
  const registrationId = await register(db, exam.id, candidate.personId)
  const client = http.client()
  await client.logIn(candidate.accountId, candidate.login)
  const started = await client.post('/api/v1/attempts', { registrationId })
  const { attemptId, machine, paper } = started.body
  const save = (entries: unknown) => client.post(`/api/v1/attempts/${attemptId}/responses`, { machine, entries })
  const entry = (seq: number, index = 0) => ({
    seq, itemId: paper.items[index].itemId, response: [paper.items[index].options[0].id], clientAt: new Date().toISOString(),
  })
  return { exam, candidate, registrationId, client, started, attemptId, machine, paper, save, entry }
}

test('probe', async ({ db, http }) => {
  const a = await online(db, http)
  console.log('cache', (await a.client.get(`/api/v1/attempts/${a.attemptId}`)).headers.get('cache-control'))
  console.log('items', a.paper.items.map((i: any) => [i.itemId, i.options.map((o: any) => o.id)]))
  console.log('nul item', (await a.save([{ ...a.entry(1), itemId: 'i\u0000' }])).status)
  console.log('nul option', (await a.save([{ ...a.entry(1), response: ['\u0000'] }])).status)
  console.log('surrogate', (await a.save([{ ...a.entry(1), response: ['\ud800'] }])).status)
  console.log('login nul', (await http.client().post('/api/v1/session', { login: 'a\u0000b', password: 'x' })).status)
  for (const at of ['0000-06-01T00:00:00Z', '9999-12-31T23:59:59-12:00', '1800-01-01T00:00:00Z']) {
    const b = await online(db, http)
    console.log(at, (await b.save([{ ...b.entry(1), clientAt: at }])).status)
    const h = await b.client.post(`/api/v1/attempts/${b.attemptId}/hand-in`, { machine: b.machine, lastSeq: 1 })
    const v = await http.client().get(`/api/v1/receipts/${h.body.receiptId}/verify`)
    console.log(at, h.status, v.status, v.body)
    try { console.log((await db.select().from(responses).where(eq(responses.attemptId, b.attemptId)))[0]?.clientAt) } catch (e) { console.log(String(e)) }
  }
  const c = await online(db, http, { release: 'after-close' })
  await c.save([c.entry(1), c.entry(2, 1), c.entry(3, 2)])
  const { body: r } = await c.client.post(`/api/v1/attempts/${c.attemptId}/hand-in`, { machine: c.machine, lastSeq: 3 })
  const key = createPublicKey((await http.client().get('/api/v1/receipts/public-key')).body.publicKey)
  for (let score = 0; score <= 10000; score += 50)
    for (const passed of [true, false]) {
      const payload = JSON.stringify({ receiptId: r.receiptId, attemptId: r.attemptId, examId: c.exam.id, tryNo: 1, closedAt: r.closedAt, closedBy: r.closedBy, answered: r.answered, items: r.items, score, passed, chainHead: r.chainHead })
      if (verify(null, Buffer.from(payload), key, Buffer.from(r.signature, 'base64url'))) console.log('LEAK score', r.score, '->', score, passed)
    }
  console.log((await db.select().from(attempts).where(eq(attempts.id, c.attemptId)))[0]?.score)
  expect(1).toBe(1)
})
