import { and, eq } from 'drizzle-orm'
import pg from 'pg'
import { expect } from 'vitest'

import { handInAttempt } from '#app/services/attempts/hand-in-attempt.ts'
import { saveBatch } from '#app/services/attempts/save-responses.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { acceptDocument } from '#app/services/exams/accept-document.ts'
import { acknowledgeOwnMessage } from '#app/services/exams/acknowledge-own-message.ts'
import { documentVersions } from '#app/services/exams/documents.ts'
import { listRegistrations } from '#app/services/exams/list-registrations.ts'
import { readExamHead } from '#app/services/exams/read-exam-head.ts'
import { readAttemptStanding, readWaitingStanding } from '#app/services/exams/read-standing.ts'
import { readWaiting } from '#app/services/exams/read-waiting.ts'
import { readReceiptPage } from '#app/services/receipts/read-receipt-page.ts'
import { verifyReceipt } from '#app/services/receipts/verify-receipt.ts'
import { sendMessage } from '#app/services/sittings/room-acts.ts'
import type { Db } from '#db/client.ts'
import { auditLog } from '#db/schema/audit.ts'
import { acceptances, registrations } from '#db/schema/campaigns.ts'
import { test } from '#tests/fixtures/database.ts'
import { addCandidate, addExam, addSitting, minutes, register } from '#tests/fixtures/exam-world.ts'
import { testSigner } from '#tests/fixtures/signer.ts'

const signer = testSigner()

/** Somebody who has sat an online exam and handed it in. */
async function handedIn(db: Db, pool: pg.Pool, change: Parameters<typeof addExam>[1] = {}) {
  const exam = await addExam(db, change)
  const candidate = await addCandidate(db)
  const registrationId = await register(db, exam.id, candidate.personId)
  const started = await startAttempt(candidate, { registrationId })
  if (!started.ok) throw new Error(started.refusal)
  const { attemptId, paper } = started.value.view
  const token = { attemptId, personId: candidate.personId, generation: started.value.generation }
  const entries = paper.items.slice(0, 3).map((item, index) => ({
    seq: index + 1,
    itemId: item.itemId,
    response: [item.options[0]?.id ?? ''],
    clientAt: new Date(),
  }))
  await saveBatch(pool, new Map(), [{ ...token, entries }])
  const receipt = await handInAttempt({ db, signer }, token, 3)
  if (!receipt.ok) throw new Error(receipt.refusal)
  return { exam, candidate, registrationId, attemptId, receiptId: receipt.value.receiptId }
}

test('a receipt holds in every point', async ({ database: { db, pool } }) => {
  const { receiptId } = await handedIn(db, pool)
  const verified = await verifyReceipt({ db, signer }, receiptId)
  expect(verified).toMatchObject({
    ok: true,
    value: {
      valid: true,
      links: 3,
      maskedName: '林＊＊',
      checks: { signature: true, record: true, paper: true, chain: true, grade: true },
    },
  })
})

test.for([
  ['a changed score', 'record', 'update attempts set score = 10000, passed = true where id = $1'],
  ['a changed answer', 'chain', `update responses set response = '["x"]' where attempt_id = $1 and link = 2`],
  ['a removed answer', 'chain', 'delete from responses where attempt_id = $1 and link = 3'],
  [
    'a changed paper',
    'paper',
    `update papers set items = jsonb_set(items, '{0,marks}', '1') where id = (select paper_id from attempts where id = $1)`,
  ],
  [
    'a changed receipt',
    'signature',
    `update receipts set payload = replace(payload, '"answered":3', '"answered":5') where attempt_id = $1`,
  ],
] as const)('%s shows in the check of the %s', async ([, check, tamper], { database }) => {
  const { receiptId, attemptId } = await handedIn(database.db, database.pool)
  // Not even the administrator of the database can do it unseen.
  const client = new pg.Client({ connectionString: database.administratorUrl })
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query(tamper, [attemptId])
  await client.end()
  const verified = await verifyReceipt({ db: database.db, signer }, receiptId)
  expect(verified).toMatchObject({ ok: true, value: { valid: false } })
  expect(verified.ok && verified.value.checks[check]).toBe(false)
})

test('a receipt that nobody issued is not found', async ({ db }) => {
  expect(await verifyReceipt({ db, signer }, '01930c2e-7c1a-7cc3-9a3e-0a5b6c7d8e9f')).toEqual({
    ok: false,
    refusal: 'not-found',
  })
})

test('the receipt page shows parts and score, and no right or wrong', async ({ database: { db, pool } }) => {
  const { candidate, receiptId } = await handedIn(db, pool)
  const page = await readReceiptPage(candidate, receiptId, new Date())
  if (!page.ok) throw new Error(page.refusal)
  expect(page.value.parts.map(({ kind, items, fullPoints }) => [kind, items, fullPoints])).toEqual([
    ['true-false', 2, 40],
    ['single', 2, 40],
    ['multiple', 1, 20],
  ])
  expect(page.value.parts.reduce((sum, part) => sum + (part.points ?? 0), 0)).toBe(page.value.score)
  expect(JSON.stringify(page.value)).not.toContain('"key"')
})

test('a score that is released later shows nowhere before', async ({ database: { db, pool } }) => {
  const { candidate, receiptId } = await handedIn(db, pool, { release: 'after-close' })
  const before = await readReceiptPage(candidate, receiptId, new Date())
  expect(before).toMatchObject({ ok: true, value: { score: null, passed: null } })
  expect(before.ok && before.value.parts.every((part) => part.points === null)).toBe(true)
  expect(await verifyReceipt({ db, signer }, receiptId)).toMatchObject({
    ok: true,
    value: { valid: true, score: null, passed: null },
  })
  const [mine] = await listRegistrations(candidate, new Date())
  expect(mine?.results).toMatchObject([{ score: null, passed: null }])
  expect(await readReceiptPage(candidate, receiptId, minutes(61))).toMatchObject({
    ok: true,
    value: { score: expect.any(Number) as number },
  })
})

test("another person's exam, attempt and receipt do not exist", async ({ database: { db, pool } }) => {
  const { registrationId, attemptId, receiptId } = await handedIn(db, pool)
  const stranger = await addCandidate(db)
  const now = new Date()
  const none = { ok: false, refusal: 'not-found' }
  expect(await readReceiptPage(stranger, receiptId, now)).toEqual(none)
  expect(await readWaiting(stranger, registrationId, now)).toEqual(none)
  expect(await readWaitingStanding(stranger, registrationId)).toEqual(none)
  expect(await readAttemptStanding(stranger, attemptId)).toEqual(none)
  expect(await readExamHead(stranger, attemptId)).toEqual(none)
  expect(
    await acceptDocument(stranger, { registrationId, document: 'pledge', version: documentVersions.pledge }),
  ).toEqual(none)
  expect(await listRegistrations(stranger, now)).toEqual([])
})

test('my exams stand in the order of what is to be done, with place and result', async ({
  database: { db, pool },
}) => {
  const { candidate, receiptId } = await handedIn(db, pool)
  const { exam, sittingId } = await addSitting(db, { startsAt: minutes(5) })
  await register(db, exam.id, candidate.personId, { sittingId })
  const list = await listRegistrations(candidate, new Date())
  expect(list.map(({ state, triesUsed }) => [state, triesUsed])).toEqual([
    ['waiting', 0],
    ['handed-in', 1],
  ])
  expect(list[0]).toMatchObject({
    sitting: { id: sittingId, roomZh: '第一考场' },
    exam: { itemCount: 5, fullMarks: 100, maxTries: 1 },
  })
  expect(list[1]).toMatchObject({ receiptId })
})

test('the standing of an attempt leads from its clock to its receipt', async ({ database: { db, pool } }) => {
  const { candidate, attemptId, receiptId } = await handedIn(db, pool)
  expect(await readAttemptStanding(candidate, attemptId)).toMatchObject({
    ok: true,
    value: { state: 'closed', receiptId, closedBy: 'candidate', clock: { phase: 'closed' } },
  })
  const exam = await addExam(db)
  const other = await addCandidate(db)
  const started = await startAttempt(other, { registrationId: await register(db, exam.id, other.personId) })
  if (!started.ok) throw new Error(started.refusal)
  expect(await readAttemptStanding(other, started.value.view.attemptId)).toMatchObject({
    ok: true,
    value: { state: 'open', receiptId: null, clock: { phase: 'running' } },
  })
})

test('accepting a document is recorded once, with its version and an audit row', async ({ db }) => {
  const exam = await addExam(db)
  const candidate = await addCandidate(db)
  const registrationId = await register(db, exam.id, candidate.personId)
  const request = { registrationId, document: 'pledge', version: documentVersions.pledge } as const
  const first = await acceptDocument(candidate, request)
  expect(await acceptDocument(candidate, request)).toEqual(first)

  expect(
    await db.select().from(acceptances).where(eq(acceptances.registrationId, registrationId)),
  ).toHaveLength(1)
  const audit = and(eq(auditLog.subjectId, registrationId), eq(auditLog.action, 'pledge.accepted'))
  expect(await db.select({ detail: auditLog.detail }).from(auditLog).where(audit)).toEqual([
    { detail: { version: documentVersions.pledge } },
  ])
  const [row] = await db.select().from(registrations).where(eq(registrations.id, registrationId))
  expect(first.ok && row?.pledgedAt).toEqual(first.ok && first.value.acceptedAt)
  const waiting = await readWaiting(candidate, registrationId, new Date())
  expect(waiting.ok && waiting.value.documents.map(({ acceptedAt }) => acceptedAt !== null)).toEqual([
    false,
    true,
  ])
})

test('nobody accepts a version that is not shown any more', async ({ db }) => {
  const exam = await addExam(db)
  const candidate = await addCandidate(db)
  const registrationId = await register(db, exam.id, candidate.personId)
  expect(await acceptDocument(candidate, { registrationId, document: 'pledge', version: '2020-1' })).toEqual({
    ok: false,
    refusal: 'old-version',
  })
})

test('a message of the proctor is read on the waiting page, and once', async ({ db }) => {
  const { exam, sittingId, proctor } = await addSitting(db, { startsAt: minutes(5) })
  const candidate = await addCandidate(db)
  const registrationId = await register(db, exam.id, candidate.personId, { sittingId })
  const sent = await sendMessage(proctor, sittingId, { text: '请关闭手机' })
  if (!sent.ok) throw new Error(sent.refusal)
  expect(await readWaitingStanding(candidate, registrationId)).toMatchObject({
    ok: true,
    value: { state: 'waiting', messages: [{ id: sent.value.messageId, text: '请关闭手机' }] },
  })
  expect(await acknowledgeOwnMessage(candidate, registrationId, sent.value.messageId)).toEqual({
    ok: true,
    value: null,
  })
  expect(await readWaitingStanding(candidate, registrationId)).toMatchObject({
    ok: true,
    value: { messages: [] },
  })
  const stranger = await addCandidate(db)
  expect(await acknowledgeOwnMessage(stranger, registrationId, sent.value.messageId)).toEqual({
    ok: false,
    refusal: 'not-found',
  })
})
