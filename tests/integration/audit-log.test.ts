import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'

import { checkLog } from '#app/services/audit/check-log.ts'
import { exportAudit } from '#app/services/audit/export-audit.ts'
import { readAudit } from '#app/services/audit/read-audit.ts'
import { sealAudit } from '#app/services/audit/seal-audit.ts'
import { verifyCheckpoints } from '#app/services/audit/verify-checkpoints.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import type { AuditFilter } from '#db/queries/audit-pages.ts'
import { units } from '#db/schema/organisation.ts'
import { test } from '#tests/fixtures/database.ts'
import { addStaff, addUnit } from '#tests/fixtures/exam-world.ts'
import { testSigner } from '#tests/fixtures/signer.ts'

async function addAuditor(db: Db, unitId: string | null, role: 'auditor' | 'administrator' = 'auditor') {
  return { ...(await addStaff(db, role, unitId)), viewer: { roles: [{ role, unitId }] } }
}

type Auditor = Awaited<ReturnType<typeof addAuditor>>

/** A county below a city. */
async function addRegion(db: Db) {
  const cityId = await addUnit(db)
  const countyId = uuidv7()
  const named = { level: 'county' as const, nameZh: '松岚县', nameEn: 'Songlan County' }
  await db
    .insert(units)
    .values({ id: countyId, parentId: cityId, code: countyId, path: [cityId, countyId], ...named })
  return { cityId, countyId }
}

const write = (db: Db, action: string, entry: { unitId?: string; at?: Date; subjectId?: string } = {}) =>
  appendAudit(db, {
    at: new Date(),
    actor: { id: null, name: '王芳' },
    action,
    subject: 'exam',
    detail: { reason: '测试' },
    ...entry,
  })

async function read(auditor: Auditor, filter: AuditFilter = {}, before: number | null = null) {
  const page = await readAudit(auditor, filter, before)
  if (!page.ok) throw new Error(page.refusal)
  return page.value
}

const actionsOf = (rows: readonly { action: string }[]) => rows.map(({ action }) => action)

test('an auditor reads the newest rows first, and the reading stands in the log', async ({
  ownDatabase: { db },
}) => {
  const auditor = await addAuditor(db, null)
  await write(db, 'exam.first')
  await write(db, 'exam.second')
  expect(actionsOf((await read(auditor)).rows)).toEqual(['exam.second', 'exam.first'])
  const again = await read(auditor)
  expect(again.rows[0]).toMatchObject({
    action: 'audit.read',
    actor: auditor.name,
    actorLogin: auditor.login,
    detail: { before: null, shown: 2 },
  })
  expect(again.readsEverything).toBe(true)
})

test('the log is filtered by action, person, subject and day', async ({ ownDatabase: { db } }) => {
  const auditor = await addAuditor(db, null)
  const at = new Date('2026-09-12T02:00:00Z')
  await write(db, 'exam.published', { at, subjectId: 'one' })
  await write(db, 'exam.moved', { subjectId: 'two' })
  const only = async (filter: AuditFilter) => actionsOf((await read(auditor, filter)).rows)
  expect(await only({ action: 'exam.moved' })).toEqual(['exam.moved'])
  expect(await only({ person: '王', subject: 'exam', subjectId: 'one' })).toEqual(['exam.published'])
  expect(await only({ person: '%' })).toEqual([])
  expect(await only({ person: auditor.login.toUpperCase(), action: 'audit.read' })).not.toEqual([])
  expect(
    await only({ between: [new Date('2026-09-11T16:00:00Z'), new Date('2026-09-12T16:00:00Z')] }),
  ).toEqual(['exam.published'])
})

test('pages follow one another without gap or repetition while the log grows', async ({
  ownDatabase: { db },
}) => {
  const auditor = await addAuditor(db, null)
  for (let index = 1; index <= 120; index += 1) await write(db, `exam.act-${index}`)
  const seen: string[] = []
  let before: number | null = null
  do {
    const page = await read(auditor, { subject: 'exam' }, before)
    seen.push(...actionsOf(page.rows))
    await write(db, 'exam.later')
    before = page.next
  } while (before !== null)
  expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => `exam.act-${120 - index}`))
})

test('the auditor of a county reads the county; the auditor of the root reads everything', async ({
  ownDatabase: { db },
}) => {
  const { cityId, countyId } = await addRegion(db)
  await write(db, 'exam.of-county', { unitId: countyId })
  await write(db, 'exam.of-city', { unitId: cityId })
  await write(db, 'exam.of-nobody')
  const county = await read(await addAuditor(db, countyId), { subject: 'exam' })
  expect(county.rows).toMatchObject([{ action: 'exam.of-county', unitZh: '松岚县' }])
  expect(county.readsEverything).toBe(false)
  const city = await read(await addAuditor(db, cityId), { subject: 'exam' })
  expect(city.rows).toHaveLength(3)
})

test('whoever is not an auditor reads, exports and verifies nothing', async ({ ownDatabase: { db } }) => {
  const administrator = await addAuditor(db, null, 'administrator')
  const refused = { ok: false, refusal: 'not-allowed' }
  expect(await readAudit(administrator, {}, null)).toEqual(refused)
  expect(await exportAudit(administrator, {})).toEqual(refused)
  expect(await checkLog(administrator)).toEqual(refused)
})

test('an export has every row that fits, and is recorded before it begins', async ({
  ownDatabase: { db },
}) => {
  const auditor = await addAuditor(db, null)
  for (let index = 0; index < 60; index += 1) await write(db, 'exam.moved')
  const batches = await exportAudit(auditor, { subject: 'exam' })
  if (!batches.ok) throw new Error(batches.refusal)
  const rows = []
  for await (const batch of batches.value) rows.push(...batch)
  expect(rows).toHaveLength(60)
  expect((await read(auditor, { action: 'audit.exported' })).rows).toMatchObject([
    { detail: { subject: 'exam' } },
  ])
})

test('the check finds a whole log whole, and names the row that was altered', async ({ ownDatabase }) => {
  const { db, administratorUrl } = ownDatabase
  const auditor = await addAuditor(db, null)
  await write(db, 'exam.published')
  await write(db, 'exam.moved')
  expect((await read(auditor)).sealing).toBeNull()
  await sealAudit(db)
  expect(await read(auditor)).toMatchObject({ sealing: { position: 3 }, waiting: 0 })
  const good = await checkLog(auditor)
  expect(good).toMatchObject({ ok: true, value: { findings: [] } })

  const intruder = new pg.Client({ connectionString: administratorUrl })
  await intruder.connect()
  await intruder.query("update audit_log set actor = '别人' where action = 'exam.moved'")
  const { rows } = await intruder.query<{ id: string }>(
    "select id from audit_log where action = 'exam.moved'",
  )
  await intruder.end()
  expect(await checkLog(auditor)).toMatchObject({
    ok: true,
    value: { findings: [{ where: `audit row ${rows[0]?.id}`, what: 'was altered or reordered' }] },
  })
  expect((await read(auditor, { action: 'audit.verified' })).rows).toMatchObject([
    { detail: { found: 1 } },
    { detail: { found: 0 } },
  ])
})

test('a log that was written anew from the start does not have the heads that were signed before', async ({
  ownDatabase: { db, administratorUrl },
}) => {
  const signer = testSigner()
  await write(db, 'exam.published')
  const { position, head } = await sealAudit(db)
  const payload = JSON.stringify({ at: new Date().toISOString(), position, head: head.toString('hex') })
  const line = JSON.stringify({ payload, signature: signer.sign(payload), keyId: signer.keyId })
  expect(await verifyCheckpoints({ db, signer }, [line])).toEqual({ checkpoints: 1, findings: [] })

  const forged = JSON.stringify({ ...JSON.parse(line), payload: payload.replace(/"head":"./, '"head":"x') })
  expect((await verifyCheckpoints({ db, signer }, [forged, '{"half'])).findings).toHaveLength(2)

  const intruder = new pg.Client({ connectionString: administratorUrl })
  await intruder.connect()
  await intruder.query("update audit_log set actor = '别人'")
  await intruder.query('delete from audit_seals')
  await intruder.end()
  await sealAudit(db)
  expect(await checkLog(await addAuditor(db, null))).toMatchObject({ ok: true, value: { findings: [] } })
  expect((await verifyCheckpoints({ db, signer }, [line])).findings).toEqual([
    { where: 'checkpoint 1', what: 'seal 1 is another one' },
  ])
})
