import { randomBytes } from 'node:crypto'

import { and, eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'

import { createLogins } from '#app/auth/logins.ts'
import { listStaff } from '#app/services/administration/list-staff.ts'
import { manageAccount, openAccount } from '#app/services/administration/manage-account.ts'
import { readOverview } from '#app/services/administration/read-overview.ts'
import { findPeople } from '#app/services/administration/search-people.ts'
import { installBasicBank } from '#app/services/questions/install-basic-bank.ts'
import type { Db } from '#db/client.ts'
import { auditLog } from '#db/schema/audit.ts'
import { accountRoles, accounts, people, type RoleName, units } from '#db/schema/organisation.ts'
import { test, type TestDatabase } from '#tests/fixtures/database.ts'
import { addCampaign, addCandidate, addExam, addStaff, addUnit, minutes } from '#tests/fixtures/exam-world.ts'
import { examTemplates } from '#question-bank/blueprint.ts'

const keys = { activationKey: randomBytes(32) }
const loginsOf = ({ db, pool }: TestDatabase) => createLogins({ db, pool, keys, secureCookies: false })

async function addAdministrator(db: Db, unitId: string | null) {
  const roles = [{ role: 'administrator' as const, unitId }]
  return { ...(await addStaff(db, 'administrator', unitId)), viewer: { roles } }
}

/** A city with two counties, each with an administrator. */
async function addCity(db: Db) {
  const cityId = await addUnit(db)
  const county = async () => {
    const id = uuidv7()
    const named = { level: 'county' as const, nameZh: '松岚县', nameEn: 'Songlan County' }
    await db.insert(units).values({ id, parentId: cityId, code: id, path: [cityId, id], ...named })
    return { id, administrator: await addAdministrator(db, id) }
  }
  return { cityId, city: await addAdministrator(db, cityId), here: await county(), there: await county() }
}

async function addNamed(db: Db, unitId: string, name: string) {
  const candidate = await addCandidate(db, unitId)
  await db.update(people).set({ name }).where(eq(people.id, candidate.personId))
  return candidate
}

const giveRole = (db: Db, accountId: string, role: RoleName, unitId: string | null) =>
  db.insert(accountRoles).values({ accountId, role, unitId })

const auditBy = (db: Db, accountId: string, action: string) =>
  db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.actorId, accountId), eq(auditLog.action, action)))

const notFound = { ok: false, refusal: 'not-found' }

test('an administrator finds people of the own region only, and every find is recorded', async ({ db }) => {
  const { city, here, there } = await addCity(db)
  const own = await addNamed(db, here.id, '欧阳静怡')
  await addNamed(db, there.id, '欧阳静怡')
  const { people: found } = await findPeople(here.administrator, '静怡')
  expect(found).toMatchObject([
    { accountId: own.accountId, number: own.login, state: 'not-activated', manageable: true },
  ])
  expect((await findPeople(here.administrator, own.login.toLowerCase())).people).toHaveLength(1)
  expect((await findPeople(city, '欧阳静怡')).people).toHaveLength(2)
  expect((await findPeople(here.administrator, '%')).people).toEqual([])
  expect(await auditBy(db, here.administrator.accountId, 'people.searched')).toMatchObject([
    { unitId: here.id, detail: { text: '静怡', shown: [own.login] } },
    {},
  ])
})

test('a code is issued once, an account is shut and opened, and each act is recorded', async ({
  database,
}) => {
  const { db } = database
  const { here } = await addCity(db)
  const { accountId, login } = await addNamed(db, here.id, '孟涛')
  const logins = loginsOf(database)
  const act = (what: Parameters<typeof manageAccount>[2]['act']) =>
    manageAccount(here.administrator, logins, { accountId, act: what })

  const issued = await act('issue-code')
  if (!issued.ok || !issued.value) throw new Error('no code')
  expect(issued.value).toMatchObject({ login, code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) as string })
  const activation = { login, code: issued.value.code, password: 'Xuefa-2026', address: '10.0.0.1' }
  expect(await logins.activate(activation)).toMatchObject({ ok: true })

  await db
    .update(accounts)
    .set({ lockedUntil: minutes(5) })
    .where(eq(accounts.id, accountId))
  expect((await findPeople(here.administrator, login)).people).toMatchObject([{ state: 'locked' }])
  expect(await act('unlock')).toEqual({ ok: true, value: null })
  expect((await findPeople(here.administrator, login)).people).toMatchObject([{ state: 'active' }])
  expect(await act('disable')).toEqual({ ok: true, value: null })
  expect((await findPeople(here.administrator, login)).people).toMatchObject([{ state: 'disabled' }])
  expect(await act('issue-code')).toEqual({ ok: false, refusal: 'disabled' })
  expect(await act('enable')).toEqual({ ok: true, value: null })
  for (const action of ['account.code-issued', 'account.unlocked', 'account.disabled', 'account.enabled']) {
    expect(await auditBy(db, here.administrator.accountId, action), action).toMatchObject([
      { subjectId: accountId },
    ])
  }
})

test('an account of another region does not exist', async ({ database }) => {
  const { db } = database
  const { here, there } = await addCity(db)
  const { accountId, personId } = await addNamed(db, there.id, '孟涛')
  const logins = loginsOf(database)
  expect(await manageAccount(here.administrator, logins, { accountId, act: 'issue-code' })).toEqual(notFound)
  expect(await manageAccount(here.administrator, logins, { accountId: 'x', act: 'unlock' })).toEqual(notFound)
  expect(await openAccount(here.administrator, logins, personId)).toEqual(notFound)
})

test('a county cannot become the city: accounts with a role beyond the region are left alone', async ({
  database,
}) => {
  const { db } = database
  const { cityId, city, here } = await addCity(db)
  const { accountId, login } = await addNamed(db, here.id, '贺兰')
  await giveRole(db, accountId, 'administrator', cityId)
  const logins = loginsOf(database)
  const request = { accountId, act: 'issue-code' as const }
  expect(await manageAccount(here.administrator, logins, request)).toEqual({ ok: false, refusal: 'outranks' })
  expect((await findPeople(here.administrator, login)).people).toMatchObject([{ manageable: false }])
  expect(await manageAccount(city, logins, request)).toMatchObject({ ok: true })
  const own = { accountId: city.accountId, act: 'disable' as const }
  expect(await manageAccount(city, logins, own)).toEqual({ ok: false, refusal: 'own' })
})

test('somebody without an account gets one, with a code', async ({ database }) => {
  const { db } = database
  const { here } = await addCity(db)
  const personId = uuidv7()
  await db.insert(people).values({
    ...{
      id: personId,
      employeeNo: personId,
      name: '新来',
      sex: 'm',
      unitId: here.id,
      birthDate: '1999-09-09',
    },
    ...{ idNumberCipher: 'x', idNumberHash: personId, idNumberTail: '0011' },
    ...{ post: '科员', grade: '一级科员', category: 'civil-servant' },
  })
  expect((await findPeople(here.administrator, '新来')).people).toMatchObject([
    { accountId: null, personId, state: 'none' },
  ])
  const logins = loginsOf(database)
  expect(await openAccount(here.administrator, logins, personId)).toMatchObject({
    ok: true,
    value: { login: personId },
  })
  expect(await openAccount(here.administrator, logins, personId)).toEqual(notFound)
})

test('the overview shows the region, and whether the bank can fill each exam', async ({ db }) => {
  await installBasicBank(db)
  const { city, cityId, here, there } = await addCity(db)
  const campaignId = await addCampaign(db, cityId)
  const [template] = examTemplates
  const rules = { blueprint: template?.blueprint, multipleScoring: 'all-or-nothing' as const }
  await addExam(db, { campaignId, rules, publishedAt: null })
  const impossible = { parts: [{ kind: 'multiple' as const, marks: 100, cells: [{ count: 500 }] }] }
  await addExam(db, { campaignId, rules: { ...rules, blueprint: impossible } })
  await addExam(db, { campaignId: await addCampaign(db, there.id) })
  await addNamed(db, here.id, '孟涛')

  const { accounts: counts, campaigns } = await readOverview(here.administrator, new Date())
  expect(counts).toEqual({ all: 2, notActivated: 2, locked: 0, disabled: 0 })
  expect(campaigns).toHaveLength(1)
  // What is not published yet is for the region whose exam it is.
  const [published, ...others] = campaigns[0]?.exams ?? []
  expect(others).toEqual([])
  const ofCity = (await readOverview(city, new Date())).campaigns.find(({ id }) => id === campaignId)
  const unpublished = ofCity?.exams.find(({ publishedAt }) => publishedAt === null)
  expect(unpublished?.proof).toMatchObject({ items: 100, shortages: [] })
  const [available] = published?.proof.parts.map((kind) => kind.available) ?? []
  expect(published?.proof.shortages).toMatchObject([{ kind: 'multiple', part: 1 }])
  // Of one difficulty there may be more than are needed: what is missing of the others stays missing.
  expect(published?.proof.shortages[0]?.missing).toBeGreaterThanOrEqual(500 - (available ?? 0))
})

test('the list of staff shows the region and is recorded', async ({ db }) => {
  const { here, there } = await addCity(db)
  const proctor = await addStaff(db, 'proctor', here.id)
  await addStaff(db, 'proctor', there.id)
  const { rows, total } = await listStaff(here.administrator, { role: 'proctor' }, 1)
  expect(rows).toMatchObject([{ login: proctor.login, role: 'proctor', unitZh: '松岚县' }])
  expect(total).toBe(1)
  expect((await listStaff(here.administrator, {}, 1)).total).toBe(2)
  expect(await auditBy(db, here.administrator.accountId, 'staff.listed')).toHaveLength(2)
})
