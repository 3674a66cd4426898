import { and, eq, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'
import { auditLog } from '#db/schema/audit.ts'
import { accounts, sessions, units } from '#db/schema/organisation.ts'
import { test } from '#tests/fixtures/database.ts'
import {
  password,
  address,
  minuteMs,
  open,
  newcomer,
  cookieOf,
  actionsOf,
  insertPerson,
} from './accounts-fixture.ts'

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
