import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { sessions } from '#db/schema/organisation.ts'
import { test } from '#tests/fixtures/database.ts'
import { password, address, minuteMs, open, newcomer, cookieOf, actionsOf } from './accounts-fixture.ts'

test('changing the password ends the other sessions and keeps this one', async ({ database }) => {
  const { logins } = open(database)
  const here = await newcomer(logins)
  const elsewhere = await logins.logIn({ login: here.login, password, address })
  if (!elsewhere.ok) throw new Error(elsewhere.refusal)

  const change = (current: string, next: string) =>
    logins.changePassword({ viewer: here.viewer, current, password: next, address })
  expect(await change('Falsch-2026', 'Kaoshi-2027')).toMatchObject({ refusal: 'wrong' })
  expect(await change(password, password)).toMatchObject({ refusal: 'password-unchanged' })
  expect(await change(password, `A-${here.login}`)).toMatchObject({ refusal: 'password-has-login' })
  expect(await change(password, 'Kaoshi-2027')).toEqual({ ok: true, value: null })

  expect((await logins.readViewer(cookieOf(here.cookie))).viewer).toMatchObject({
    sessionDigest: here.viewer.sessionDigest,
  })
  expect((await logins.readViewer(cookieOf(elsewhere.value.cookie))).viewer).toBeNull()
  expect(await actionsOf(database.db, here.accountId)).toContain('account.password-changed')
})

test('staff who do nothing for half an hour are logged out, candidates only after hours', async ({
  database,
}) => {
  const { logins, later } = open(database)
  const proctor = await newcomer(logins, { roles: [{ role: 'proctor', unitId: null }] })
  const candidate = await newcomer(logins)
  const seen = async ({ cookie }: { cookie: string }) =>
    (await logins.readViewer(cookieOf(cookie))).viewer !== null

  later(30 * minuteMs)
  expect(await seen(proctor)).toBe(true)
  later(30 * minuteMs)
  expect(await seen(proctor)).toBe(true)
  later(30 * minuteMs + 1)
  expect([await seen(proctor), await seen(candidate)]).toEqual([false, true])
  later(240 * minuteMs + 1)
  expect(await seen(candidate)).toBe(false)
})

test('a heartbeat keeps a session, and revives none that was idle too long', async ({ database }) => {
  const { logins, later } = open(database)
  const proctor = await newcomer(logins, { roles: [{ role: 'proctor', unitId: null }] })
  const seen = async () => (await logins.readViewer(cookieOf(proctor.cookie))).viewer !== null
  for (let i = 0; i < 4; i += 1) {
    later(20 * minuteMs)
    await logins.touch(proctor.viewer.sessionDigest)
  }
  later(30 * minuteMs)
  expect(await seen()).toBe(true)
  later(31 * minuteMs)
  await logins.touch(proctor.viewer.sessionDigest)
  expect(await seen()).toBe(false)
})

test('logging in again in the same browser goes on as the same machine; another person does not', async ({
  database,
}) => {
  const { logins, later } = open(database)
  const first = await newcomer(logins)
  const second = await newcomer(logins)
  later(300 * minuteMs)
  expect((await logins.readViewer(cookieOf(first.cookie))).viewer).toBeNull()
  const again = await logins.logIn({
    login: first.login,
    password,
    address,
    cookieHeader: cookieOf(first.cookie),
  })
  if (!again.ok) throw new Error(again.refusal)
  expect(again.value.viewer.sessionDigest).toBe(first.viewer.sessionDigest)

  const other = await logins.logIn({
    login: second.login,
    password,
    address,
    cookieHeader: cookieOf(first.cookie),
  })
  if (!other.ok) throw new Error(other.refusal)
  expect(other.value.viewer.sessionDigest).not.toBe(first.viewer.sessionDigest)
  expect((await logins.readViewer(cookieOf(first.cookie))).viewer).toBeNull()
})

test('a session ends with its lifetime, and is thrown away', async ({ database }) => {
  const { logins } = open(database)
  const { cookie, sessionId } = await newcomer(logins)
  await database.db
    .update(sessions)
    .set({ expiresAt: new Date(Date.now() - 1) })
    .where(eq(sessions.id, sessionId))
  const { sessionId: living } = await newcomer(logins)
  await logins.forgetExpired()
  expect(await database.db.select().from(sessions).where(eq(sessions.id, sessionId))).toEqual([])
  expect(await database.db.select().from(sessions).where(eq(sessions.id, living))).toHaveLength(1)
  expect(await logins.readViewer(cookieOf(cookie))).toEqual({ viewer: null })
})

test('a session half way through its lifetime is prolonged, with a new cookie', async ({ database }) => {
  const { logins } = open(database)
  const { cookie, sessionId } = await newcomer(logins)
  await database.db
    .update(sessions)
    .set({ expiresAt: new Date(Date.now() + 300 * minuteMs) })
    .where(eq(sessions.id, sessionId))
  const read = await logins.readViewer(cookieOf(cookie))
  expect(read.viewer).not.toBeNull()
  expect(cookieOf(read.cookie ?? '')).toBe(cookieOf(cookie))
  const [row] = await database.db.select().from(sessions).where(eq(sessions.id, sessionId))
  expect(row?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 700 * minuteMs)
})
