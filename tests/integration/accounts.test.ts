import { randomBytes } from 'node:crypto'

import { and, eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'

import { requireSameKeys } from '#app/auth/key-record.ts'
import { createLogins, type LoginOptions, type Logins } from '#app/auth/logins.ts'
import { ensureFirstAdministrator } from '#app/services/people/first-administrator.ts'
import { listDemoAccounts } from '#app/services/people/list-demo-accounts.ts'
import type { Db } from '#db/client.ts'
import type { Role } from '#db/queries/accounts.ts'
import { auditLog } from '#db/schema/audit.ts'
import { accounts, installation, people, sessions, units } from '#db/schema/organisation.ts'
import { test, type TestDatabase } from '#tests/fixtures/database.ts'

const keys = { activationKey: randomBytes(32) }
const password = 'Xuefa-2026'
const address = '10.3.0.17'
const minuteMs = 60_000

/** Logins whose clock the test sets. */
function open({ db, pool }: TestDatabase, options: Partial<LoginOptions> = {}) {
  const clock = { now: new Date() }
  const logins = createLogins({ db, pool, keys, secureCookies: false, now: () => clock.now, ...options })
  const later = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms)
  }
  return { logins, later }
}

/** An account that was activated as its owner would, with its login. */
async function newcomer(
  logins: Logins,
  { roles = [{ role: 'candidate', unitId: null }] }: { roles?: Role[] } = {},
) {
  const login = `gh${randomBytes(5).toString('hex')}`
  const made = await logins.createAccount({ login, name: '王芳', roles })
  if (!made.ok) throw new Error(made.refusal)
  const issued = await logins.issueActivationCode(made.value.accountId)
  if (!issued.ok) throw new Error(issued.refusal)
  const activated = await logins.activate({ login, code: issued.value.code, password, address })
  if (!activated.ok) throw new Error(activated.refusal)
  return { login, accountId: made.value.accountId, ...activated.value }
}

const cookieOf = (setCookie: string) => setCookie.split(';')[0] ?? ''

async function actionsOf(db: Db, accountId: string): Promise<string[]> {
  const rows = await db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(and(eq(auditLog.subject, 'account'), eq(auditLog.subjectId, accountId)))
    .orderBy(auditLog.id)
  return rows.map(({ action }) => action)
}

const failures = async (logins: Logins, login: string, count: number) => {
  const results = []
  for (let i = 0; i < count; i += 1)
    results.push(await logins.logIn({ login, password: 'Falsch-2026', address }))
  return results
}

test('somebody logs in, is recognised by the cookie, and logs out', async ({ database }) => {
  const { logins } = open(database)
  const { login, accountId } = await newcomer(logins)
  const result = await logins.logIn({ login: ` ${login.toUpperCase()} `, password, address })
  if (!result.ok) throw new Error(result.refusal)
  const { cookie, viewer } = result.value

  expect(cookie).toMatch(/; HttpOnly/)
  expect(cookie).toMatch(/; SameSite=Lax/)
  expect(cookie).toMatch(/; Path=\//)
  expect(cookie).toMatch(/; Max-Age=43200/)
  expect(cookie).not.toMatch(/Secure/)
  expect(viewer).toMatchObject({
    accountId,
    login,
    personId: null,
    roles: [{ role: 'candidate', unitId: null }],
  })

  const read = await logins.readViewer(`lang=%zz; ${cookieOf(cookie)}`)
  expect(read.viewer).toEqual(viewer)

  expect(await logins.logOut(cookieOf(cookie), address)).toMatch(/^session=; .*Max-Age=0/)
  expect((await logins.readViewer(cookieOf(cookie))).viewer).toBeNull()
  expect(await actionsOf(database.db, accountId)).toEqual([
    'account.created',
    'account.code-issued',
    'account.activated',
    'account.logged-in',
    'account.logged-out',
  ])
})

test('behind https the cookie is Secure and bound to its host', async ({ database }) => {
  const { logins } = open(database, { secureCookies: true })
  const { cookie } = await newcomer(logins)
  expect(cookie).toMatch(/^__Host-session=/)
  expect(cookie).toMatch(/; Secure/)
})

test('the database holds neither the password nor the code nor the token of a session', async ({
  database,
}) => {
  const { logins } = open(database)
  const { accountId, cookie, sessionId } = await newcomer(logins)
  const token = cookieOf(cookie).slice('session='.length)
  const kept = await database.db
    .select({
      account: sql<string>`to_json(${accounts})::text`,
      session: sql<string>`to_json(${sessions})::text`,
    })
    .from(accounts)
    .innerJoin(sessions, eq(sessions.userId, accounts.id))
    .where(eq(accounts.id, accountId))
  const log = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, accountId))
  const text = JSON.stringify([kept, log])

  expect(kept).toHaveLength(1)
  expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  expect(text).not.toContain(password)
  expect(text).not.toContain(token)
  expect(JSON.stringify(log)).not.toContain(sessionId)
})

test('a viewer knows the own department, whatever section of it they work in', async ({ database }) => {
  const { db } = database
  const { logins } = open(database)
  const { accountId, cookie } = await newcomer(logins)
  const [city, department, section] = [uuidv7(), uuidv7(), uuidv7()]
  const unit = (id: string, level: 'city' | 'department' | 'section', path: string[], nameZh: string) =>
    ({ id, level, path, nameZh, nameEn: nameZh, code: id, parentId: path.at(-2) ?? null }) as const
  await db
    .insert(units)
    .values([
      unit(city, 'city', [city], '示例市'),
      unit(department, 'department', [city, department], '市财政局'),
      unit(section, 'section', [city, department, section], '预算科'),
    ])
  const person = await insertPerson(db, section)
  await db.update(accounts).set({ personId: person }).where(eq(accounts.id, accountId))
  const { viewer } = await logins.readViewer(cookieOf(cookie))
  expect(viewer).toMatchObject({ personId: person, departmentZh: '市财政局' })

  // The administrators of that unit may read what the log says of the account.
  await logins.unlock(accountId)
  const [row] = await db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, accountId), eq(auditLog.action, 'account.unlocked')))
  expect(row?.unitId).toBe(section)
})

async function insertPerson(db: Db, unitId: string): Promise<string> {
  const id = uuidv7()
  await db.insert(people).values({
    id, employeeNo: id, name: '王芳', sex: 'f', idNumberCipher: id, idNumberHash: id, idNumberTail: '1234', unitId,
    birthDate: '1980-01-01', post: '科员', grade: '四级主任科员', category: '公务员',
  }) // prettier-ignore
  return id
}

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

test('a code works once, for its account, until it expires', async ({ database }) => {
  const { logins, later } = open(database)
  const { login, accountId } = await newcomer(logins)
  const first = await logins.issueActivationCode(accountId)
  const second = await logins.issueActivationCode(accountId)
  if (!first.ok || !second.ok) throw new Error('no code')

  const use = (code: string, next = 'Kaoshi-2027') =>
    logins.activate({ login, code, password: next, address })
  expect(await use(first.value.code)).toMatchObject({ refusal: 'wrong' })
  expect(await use(second.value.code, 'short')).toMatchObject({ refusal: 'password-short' })
  expect(await use(second.value.code.toLowerCase())).toMatchObject({ ok: true })
  expect(await use(second.value.code)).toMatchObject({ refusal: 'wrong' })
  expect(await logins.logIn({ login, password: 'Kaoshi-2027', address })).toMatchObject({ ok: true })
  expect(await logins.logIn({ login, password, address })).toMatchObject({ refusal: 'wrong' })

  const third = await logins.issueActivationCode(accountId)
  if (!third.ok) throw new Error('no code')
  later(14 * 24 * 60 * minuteMs)
  expect(await use(third.value.code)).toMatchObject({ refusal: 'expired' })
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

test('of two who use one code at once, one succeeds', async ({ database }) => {
  const { logins } = open(database)
  const { login, accountId } = await newcomer(logins)
  const issued = await logins.issueActivationCode(accountId)
  if (!issued.ok) throw new Error(issued.refusal)
  const { code } = issued.value
  const results = await Promise.all([1, 2].map(() => logins.activate({ login, code, password, address })))
  expect(results.filter((result) => result.ok)).toHaveLength(1)
})

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

test('a disabled account is out at once, and only its owner is told why', async ({ database }) => {
  const { logins } = open(database)
  const { login, accountId, cookie } = await newcomer(logins)
  await logins.setDisabled(accountId, true)
  expect((await logins.readViewer(cookieOf(cookie))).viewer).toBeNull()
  expect(await logins.logIn({ login, password: 'Falsch-2026', address })).toMatchObject({ refusal: 'wrong' })
  expect(await logins.logIn({ login, password, address })).toMatchObject({ refusal: 'disabled' })
  expect(await logins.issueActivationCode(accountId)).toMatchObject({ refusal: 'disabled' })
  await logins.setDisabled(accountId, false)
  expect(await logins.logIn({ login, password, address })).toMatchObject({ ok: true })
})

test('staff renew their password every ninety days, at a login; candidates are not asked before an exam', async ({
  database,
}) => {
  const { logins, later } = open(database)
  const proctor = await newcomer(logins, { roles: [{ role: 'proctor', unitId: null }] })
  const candidate = await newcomer(logins)
  later(91 * 24 * 60 * minuteMs)
  const staff = await logins.logIn({ login: proctor.login, password, address })
  const other = await logins.logIn({ login: candidate.login, password, address })
  expect(staff.ok && staff.value.viewer.mustChangePassword).toBe(true)
  expect(other.ok && other.value.viewer.mustChangePassword).toBe(false)
})

test('a login belongs to one account, whatever its capitals', async ({ database }) => {
  const { logins } = open(database)
  const { login } = await newcomer(logins)
  expect(await logins.createAccount({ login: login.toUpperCase(), name: '另一人', roles: [] })).toEqual({
    ok: false,
    refusal: 'taken',
  })
})

test('an empty installation gets one administrator, and a new code until the first is used', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  const { logins } = open(ownDatabase)
  const first = await ensureFirstAdministrator(db, logins)
  const second = await ensureFirstAdministrator(db, logins)
  expect(first?.login).toBe('admin')
  expect(second?.code).not.toBe(first?.code)

  const used = await logins.activate({ login: 'admin', code: second?.code ?? '', password, address })
  expect(used.ok && used.value.viewer.roles).toEqual([{ role: 'administrator', unitId: null }])
  expect(await ensureFirstAdministrator(db, logins)).toBeNull()
})

test('a database is used only with the keys it was begun with', async ({ ownDatabase }) => {
  const begun = { idNumberKeyId: 'aaaaaaaa', signingKeyId: 'bbbb' }
  await requireSameKeys(ownDatabase.db, begun)
  await requireSameKeys(ownDatabase.db, begun)
  await expect(requireSameKeys(ownDatabase.db, { ...begun, signingKeyId: 'cccc' })).rejects.toThrow(
    /other keys/,
  )
})

test('the accounts of the demonstration are shown as they were noted, and none in a real installation', async ({
  ownDatabase,
}) => {
  const { db } = ownDatabase
  expect(await listDemoAccounts(db)).toEqual([])
  const shown = [{ login: 'demo-proctor', roleZh: '监考员', roleEn: 'Proctor' }]
  await db.insert(installation).values({ key: 'demo', value: { accounts: shown, seed: 7 } })
  expect(await listDemoAccounts(db)).toEqual(shown)
})
