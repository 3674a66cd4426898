import { randomBytes } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'
import { auditLog } from '#db/schema/audit.ts'
import { test } from '#tests/fixtures/database.ts'
import { password, address, minuteMs, open, newcomer, actionsOf, failures } from './accounts-fixture.ts'

test('the fifth failure locks for five minutes, also against the right password', async ({ database }) => {
  const { logins, later } = open(database)
  const { login, accountId } = await newcomer(logins)
  const results = await failures(logins, login, 5)
  expect(results.map((result) => !result.ok && result.refusal)).toEqual([
    'wrong',
    'wrong',
    'wrong',
    'wrong',
    'locked',
  ])

  later(5 * minuteMs - 1)
  const locked = await logins.logIn({ login, password, address })
  expect(locked).toMatchObject({ ok: false, refusal: 'locked' })
  later(1)
  expect(await logins.logIn({ login, password, address })).toMatchObject({ ok: true })

  const actions = await actionsOf(database.db, accountId)
  expect(actions.filter((action) => action === 'account.login-failed')).toHaveLength(6)
  expect(actions.filter((action) => action === 'account.locked')).toHaveLength(1)
})

test('a right password in between starts the count again', async ({ database }) => {
  const { logins } = open(database)
  const { login } = await newcomer(logins)
  await failures(logins, login, 4)
  expect(await logins.logIn({ login, password, address })).toMatchObject({ ok: true })
  expect((await failures(logins, login, 4)).every((result) => !result.ok && result.refusal === 'wrong')).toBe(
    true,
  )
})

test('guessing in parallel gains nothing: after five failures no more guesses count', async ({
  database,
}) => {
  const { logins } = open(database)
  const { login, accountId } = await newcomer(logins)
  const guesses = Array.from({ length: 12 }, (_, i) =>
    logins.logIn({ login, password: `Falsch-${i}`, address }),
  )
  const refusals = (await Promise.all(guesses)).map((result) => !result.ok && result.refusal)
  expect(refusals.filter((refusal) => refusal === 'wrong')).toHaveLength(4)
  expect(refusals.filter((refusal) => refusal === 'locked')).toHaveLength(8)
  expect(await logins.logIn({ login, password, address })).toMatchObject({ ok: false, refusal: 'locked' })
  expect(
    (await actionsOf(database.db, accountId)).filter((action) => action === 'account.locked'),
  ).toHaveLength(1)
})

test('a login that nobody has fails and locks just like a real one, and is not written down', async ({
  database,
}) => {
  const { logins } = open(database)
  const typed = `Mima-${randomBytes(6).toString('hex')}`
  const results = await failures(logins, typed, 7)
  expect(results.map((result) => !result.ok && result.refusal)).toEqual([
    'wrong', 'wrong', 'wrong', 'wrong', 'locked', 'locked', 'locked',
  ]) // prettier-ignore
  const last = results.at(-1)
  const lockedMs = last && !last.ok && last.lockedUntil ? last.lockedUntil.getTime() - Date.now() : 0
  expect(lockedMs).toBeGreaterThan(4.9 * minuteMs)
  expect(lockedMs).toBeLessThanOrEqual(5 * minuteMs)

  const [found] = await database.db
    .select({ count: sql<number>`count(*)::int` })
    .from(auditLog)
    .where(sql`${auditLog.detail}::text ilike ${'%' + typed + '%'}`)
  expect(found?.count).toBe(0)
})

test('the proctor at the door unlocks, and that is recorded with a name', async ({ database }) => {
  const { logins } = open(database)
  const { login, accountId } = await newcomer(logins)
  await failures(logins, login, 5)
  const proctor = { id: uuidv7(), name: '李监考' }
  expect(await logins.unlock(accountId, proctor)).toEqual({ ok: true, value: null })
  expect(await logins.logIn({ login, password, address })).toMatchObject({ ok: true })
  const [row] = await database.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, accountId), eq(auditLog.action, 'account.unlocked')))
  expect(row).toMatchObject({ actor: '李监考', actorId: proctor.id })
  expect(await logins.unlock(uuidv7())).toEqual({ ok: false, refusal: 'not-found' })
})

test('a room of sixty behind one address logs in, four mistakes each', async ({ database }) => {
  const { logins } = open(database)
  const room = '10.9.9.9'
  const people = await Promise.all(Array.from({ length: 60 }, () => newcomer(logins)))
  const results = await Promise.all(
    people.map(async ({ login }) => {
      for (let i = 0; i < 4; i += 1) await logins.logIn({ login, password: 'Falsch-2026', address: room })
      return logins.logIn({ login, password, address: room })
    }),
  )
  expect(results.every((result) => result.ok)).toBe(true)
}, 120_000)

test('an address that only fails is stopped, others are not', async ({ database }) => {
  const { logins } = open(database, { failuresPerAddress: 3 })
  const { login } = await newcomer(open(database).logins)
  const attack = '10.66.0.1'
  for (let i = 0; i < 3; i += 1) await logins.logIn({ login: `x${i}${login}`, password, address: attack })
  expect(await logins.logIn({ login, password, address: attack })).toMatchObject({ refusal: 'too-many' })
  expect(await logins.activate({ login, code: 'AAAA', password, address: attack })).toMatchObject({
    refusal: 'too-many',
  })
  expect(await logins.logIn({ login, password, address: '10.66.0.2' })).toMatchObject({ ok: true })
  const rows = await database.db.select().from(auditLog).where(eq(auditLog.action, 'address.limited'))
  expect(rows.map(({ detail }) => detail)).toEqual([{ address: attack }])
})

test('when the counters cannot be kept, logins go on', async ({ database }) => {
  const broken = new pg.Pool({ connectionString: 'postgres://nobody@localhost:1/none' })
  const heard: unknown[] = []
  const { logins } = open(database, { pool: broken, onError: (error) => heard.push(error) })
  const { login } = await newcomer(logins)
  expect(await logins.logIn({ login, password: 'Falsch-2026', address })).toMatchObject({ refusal: 'wrong' })
  expect(await logins.logIn({ login, password, address })).toMatchObject({ ok: true })
  expect(heard.length).toBeGreaterThan(0)
})

test('wrong codes lock like wrong passwords', async ({ database }) => {
  const { logins } = open(database)
  const { login, accountId } = await newcomer(logins)
  const results = []
  for (let i = 0; i < 5; i += 1)
    results.push(await logins.activate({ login, code: 'AAAA-AAAA-AAAA', password, address }))
  expect(results.map((result) => !result.ok && result.refusal)).toEqual([
    'wrong',
    'wrong',
    'wrong',
    'wrong',
    'locked',
  ])
  const issued = await logins.issueActivationCode(accountId)
  if (!issued.ok) throw new Error(issued.refusal)
  expect(await logins.activate({ login, code: issued.value.code, password, address })).toMatchObject({
    ok: true,
  })
})
