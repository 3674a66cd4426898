import { expect } from 'vitest'
import { ensureFirstAdministrator } from '#app/services/people/first-administrator.ts'
import { test } from '#tests/fixtures/database.ts'
import { password, address, minuteMs, open, newcomer } from './accounts-fixture.ts'

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

test('of two who use one code at once, one succeeds', async ({ database }) => {
  const { logins } = open(database)
  const { login, accountId } = await newcomer(logins)
  const issued = await logins.issueActivationCode(accountId)
  if (!issued.ok) throw new Error(issued.refusal)
  const { code } = issued.value
  const results = await Promise.all([1, 2].map(() => logins.activate({ login, code, password, address })))
  expect(results.filter((result) => result.ok)).toHaveLength(1)
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
