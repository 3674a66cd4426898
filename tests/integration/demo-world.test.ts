import { generateKeyPairSync, randomBytes } from 'node:crypto'

import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm'
import { describe, expect } from 'vitest'

import { decryptIdNumber } from '#app/auth/id-number.ts'
import type { Keys } from '#app/auth/keys.ts'
import { hashPassword, isPassword } from '#app/auth/password.ts'
import { signerOf } from '#app/auth/signer.ts'
import { addCounts } from '#app/domain/rates.ts'
import type { DemoToday } from '#app/jobs/demo-world/seed/today.ts'
import { refreshDemoWorld } from '#app/jobs/demo-world/seed/refresh.ts'
import { seedDemoWorld } from '#app/jobs/demo-world/seed/seed.ts'
import { proveBlueprint } from '#app/services/administration/prove-exam.ts'
import { sealAudit } from '#app/services/audit/seal-audit.ts'
import { chainProblem, verifySeals } from '#app/services/audit/verify-audit.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { listRegistrations } from '#app/services/exams/list-registrations.ts'
import { listDemoAccounts } from '#app/services/people/list-demo-accounts.ts'
import { verifyReceipt } from '#app/services/receipts/verify-receipt.ts'
import { readRoom } from '#app/services/sittings/read-room.ts'
import { listKeyFixesOf } from '#app/services/regrade/list-key-fixes.ts'
import { readKeyFix } from '#app/services/regrade/read-key-fix.ts'
import { readDepartment } from '#app/services/statistics/read-department.ts'
import { readStatistics } from '#app/services/statistics/read-statistics.ts'
import type { Db } from '#db/client.ts'
import { findAccountByLogin } from '#db/queries/accounts.ts'
import { countQuestionFigures } from '#db/queries/question-figures.ts'
import { attempts, papers, receipts, responses } from '#db/schema/attempts.ts'
import { auditLog } from '#db/schema/audit.ts'
import { questionVersions } from '#db/schema/bank.ts'
import { campaigns, exams, registrations, rollEntries, studyResults } from '#db/schema/campaigns.ts'
import { accountRoles, accounts, people, units } from '#db/schema/organisation.ts'
import { seats, sittings } from '#db/schema/sittings.ts'
import { examTemplates } from '#question-bank/blueprint.ts'
import { test as base } from '#tests/fixtures/database.ts'

const password = 'Law-exam-1'
const hour = 3_600_000
const day = 24 * hour

type World = { db: Db; keys: Keys; now: Date; today: DemoToday; madeMs: number }

/** The demo world, made once for this file. The tests follow its days in order. */
const test = base.extend('world', { scope: 'file' }, async ({ db }): Promise<World> => {
  const keys = newKeys()
  const now = new Date()
  const before = performance.now()
  await make(db, keys, now)
  const madeMs = performance.now() - before
  return { db, keys, now, madeMs, today: await refreshDemoWorld({ db, now }) }
})

const make = (db: Db, keys: Keys, now: Date, wanted = password) =>
  seedDemoWorld({
    db,
    keys,
    now,
    password: wanted,
    hashPassword,
    signer: signerOf(keys),
    say: () => undefined,
  })

describe('the demo world', { timeout: 180_000 }, () => {
  test('has a city, its people and their accounts', async ({ world: { db, keys } }) => {
    expect(await db.$count(people)).toBe(3000)
    expect(await levels(db)).toMatchObject({ city: 1, county: 12 })
    expect((await levels(db))['department']).toBeGreaterThanOrEqual(60)

    const inService = await db.$count(people, eq(people.status, 'in-service'))
    expect(await db.$count(accountRoles, eq(accountRoles.role, 'candidate'))).toBe(inService)
    for (const login of ['E000001', 'E000040', 'admin', 'auditor']) {
      const account = await findAccountByLogin(db, login)
      expect(account).toMatchObject({ mustChangePassword: false, disabledAt: null })
      expect(await isPassword(account?.passwordHash ?? null, password)).toBe(true)
    }
    const [person] = await db.select().from(people).where(eq(people.employeeNo, 'E000001'))
    const number = decryptIdNumber(keys, person?.id ?? '', person?.idNumberCipher ?? '')
    expect(number).toMatch(/^4399\d{13}[\dX]$/)
    expect(number.slice(-4)).toBe(person?.idNumberTail)
  })

  test('introduces an account for every role, without its password', async ({ world: { db } }) => {
    const shown = await listDemoAccounts(db)
    const logins = shown.map(({ login }) => login)
    const rows = await db
      .selectDistinct({ role: accountRoles.role })
      .from(accountRoles)
      .innerJoin(accounts, eq(accounts.id, accountRoles.accountId))
      .where(inArray(accounts.login, logins))
    expect(rows.map(({ role }) => role).sort()).toEqual([
      'administrator',
      'auditor',
      'author',
      'candidate',
      'centre-manager',
      'inspector',
      'liaison',
      'proctor',
      'reviewer',
    ])
    expect(JSON.stringify(shown)).not.toContain(password)
  })

  test('opens a sitting with forty people checked in at their seats, for its proctors and the inspector', async ({
    world: { db, today },
  }) => {
    for (const [login, role] of Object.entries({
      proctor1: 'proctor',
      proctor2: 'proctor',
      inspector: 'inspector',
    })) {
      const room = await readRoom({ db, accountId: await accountId(db, login) }, today.sittingId)
      if (!room.ok) throw new Error(`${login} does not see the room.`)
      expect(room.value).toMatchObject({ role, sitting: { columns: 8, itemCount: 100, closedAt: null } })
      expect(room.value.seats.map(({ seatNumber }) => seatNumber)).toEqual(
        Array.from({ length: 40 }, (_, at) => at + 1),
      )
      expect(room.value.seats.every(({ checkedInAt }) => checkedInAt !== null)).toBe(true)
    }
    const placed = await db
      .select({ employeeNo: people.employeeNo, seat: seats.number, ticketNo: registrations.ticketNo })
      .from(registrations)
      .innerJoin(people, eq(people.id, registrations.personId))
      .innerJoin(seats, eq(seats.id, registrations.seatId))
      .innerJoin(papers, and(eq(papers.registrationId, registrations.id), eq(papers.tryNo, 1)))
      .where(eq(registrations.sittingId, today.sittingId))
    expect(placed).toHaveLength(40)
    for (const { employeeNo, seat } of placed) expect(employeeNo).toBe(`E${String(seat).padStart(6, '0')}`)
    expect(new Set(placed.map(({ ticketNo }) => ticketNo)).size).toBe(40)
  })

  test('gives every member of staff something to do', async ({ world: { db } }) => {
    const liaison = await reader(db, 'liaison')
    const department = await readDepartment(liaison)
    if (!department.ok || !department.value.current) throw new Error('The liaison officer has no department.')
    const { lists, statistics } = department.value.current
    expect(department.value.unit.nameZh).toBe('云川市市场监督管理局')
    expect(lists['not-sat'].length).toBeGreaterThan(10)
    expect(lists['not-studied'].length).toBeGreaterThan(0)
    expect(statistics.total.counts.sat).toBeGreaterThan(10)

    const states = await db
      .select({ state: questionVersions.state, count: count() })
      .from(questionVersions)
      .where(eq(questionVersions.authorId, await accountId(db, 'author')))
      .groupBy(questionVersions.state)
    expect(Object.fromEntries(states.map((row) => [row.state, row.count]))).toEqual({
      // On a rule of the city that has changed since.
      approved: 9,
      draft: 1,
      'in-review': 3,
    })

    const { online } = await examsOf(db)
    const city = await readStatistics(await reader(db, 'admin'), { examId: online.id })
    const county = await readStatistics(await reader(db, 'countyadmin'), { examId: online.id })
    if (!city.ok || !county.ok) throw new Error('An administrator sees no figures.')
    expect([city.value.unit.nameZh, county.value.unit.nameZh]).toEqual(['云川市', '松岚县'])
    const keyFixes = await listKeyFixesOf(await reader(db, 'admin'), online.id)
    if (!keyFixes.ok) throw new Error(keyFixes.refusal)
    const [keyFix] = keyFixes.value.keyFixes
    expect(keyFix).toMatchObject({ state: 'proposed', isVoid: false })
    const deciding = { examId: online.id, keyFixId: keyFix?.id ?? '' }
    for (const login of ['admin', 'admin2'])
      expect(await readKeyFix(await reader(db, login), deciding, 1)).toMatchObject({
        ok: true,
        value: {
          may: { decide: true },
          effect: { broken: 0, counts: { raised: expect.any(Number) as number } },
        },
      })
    const outside = { examId: online.id, unitId: city.value.unit.id }
    expect(await readStatistics(await reader(db, 'countyadmin'), outside)).toMatchObject({ ok: false })

    const rows = await db.select().from(auditLog)
    expect(new Set(rows.map(({ action }) => action))).toContain('campaign.locked')
    expect(rows.length).toBeGreaterThan(25)
  })

  test('shows a candidate what is open', async ({ world: { db, today } }) => {
    const centre = await listRegistrations({ db, personId: await personId(db, 'E000001') }, new Date())
    expect(centre[0]).toMatchObject({ state: 'open', exam: { id: today.examId, kind: 'centre' } })

    const [online] = (await listDemoAccounts(db)).filter(({ login }) => /^E(?!000001)/.test(login))
    const own = await listRegistrations({ db, personId: await personId(db, online?.login ?? '') }, new Date())
    expect(own.find(({ state }) => state === 'open')?.exam).toMatchObject({
      kind: 'online',
      titleZh: today.onlineTitleZh,
    })
  })

  test('has a past campaign with plausible figures', async ({ world: { db } }) => {
    const { past } = await examsOf(db)
    const found = await readStatistics(await reader(db, 'admin'), { examId: past.id, depth: 2 })
    if (!found.ok) throw new Error('The past exam has no figures.')
    const { total, rows, corrections } = found.value
    const share = (part: number) => part / total.counts.due
    expect(total.counts.due).toBeGreaterThan(2800)
    expect(share(total.counts.sat)).toBeGreaterThan(0.955)
    expect(share(total.counts.sat)).toBeLessThan(0.985)
    expect(share(total.counts.passed)).toBeGreaterThan(0.93)
    expect(share(total.counts.studied)).toBeGreaterThan(0.985)
    expect(total.counts.studied).toBeLessThan(total.counts.due)
    expect(total.counts.voided).toBeGreaterThanOrEqual(4)
    expect(total.counts.makeUpSat).toBeGreaterThan(50)
    expect(total.counts.exempt).toBeGreaterThan(30)
    expect(total.counts.scoreSum / total.counts.scored).toBeGreaterThan(8200)

    const departments = rows.filter(({ unit }) => unit.level === 'department')
    const complete = departments.filter(({ counts }) => counts.sat === counts.due && counts.due > 0)
    expect(complete.length).toBeGreaterThan(20)
    expect(complete.length).toBeLessThan(departments.length - 10)
    expect(departments.some(({ counts }) => counts.passed === counts.due)).toBe(true)
    expect(corrections.map(({ kind }) => kind).sort()).toEqual(['class', 'void'])
    expect(corrections.every(({ by }) => by === '赵明远')).toBe(true)
    expect(
      await db.$count(attempts, and(eq(attempts.examId, past.id), eq(attempts.state, 'annulled'))),
    ).toBeGreaterThan(2)
  })

  test('has questions that their answers ask to look at', async ({ world: { db } }) => {
    const counted = await countQuestionFigures(db)
    expect(counted.get(3) ?? 0, 'urgent').toBeGreaterThan(0)
    expect(counted.get(2) ?? 0, 'to look at').toBeGreaterThan(10)
    expect(counted.get(0) ?? 0, 'sound').toBeGreaterThan(500)
  })

  test('has a current campaign under way', async ({ world: { db, now } }) => {
    const { online, past } = await examsOf(db)
    const found = await readStatistics(await reader(db, 'admin'), { examId: online.id, depth: 2 })
    if (!found.ok) throw new Error('The open exam has no figures.')
    const { counts } = found.value.total
    expect(counts.sat / counts.due).toBeGreaterThan(0.3)
    expect(counts.sat / counts.due).toBeLessThan(0.4)
    expect(
      addCounts(found.value.rows.filter(({ unit }) => unit.level === 'department').map((row) => row.counts))
        .sat,
    ).toBe(counts.sat)
    expect(found.value.campaign).toMatchObject({ isCountingExam: true, lockedAt: null })
    expect(found.value.exam.closesAt?.getTime()).toBeGreaterThan(now.getTime() + 7 * day)

    // Nothing of the invented past lies in the future, and nobody sat outside a window.
    for (const { id, opensAt } of [online, past]) {
      const [span] = await db
        .select({
          from: sql<string>`min(${attempts.startedAt})`,
          until: sql<string>`max(${attempts.closedAt})`,
        })
        .from(attempts)
        .where(eq(attempts.examId, id))
      expect(new Date(span?.from ?? 0) >= (opensAt ?? now)).toBe(true)
      expect(new Date(span?.until ?? '9999-01-01') < now).toBe(true)
    }
    expect(await db.$count(registrations, eq(registrations.examId, online.id))).toBe(counts.due - 40)
    expect(await db.$count(rollEntries, eq(rollEntries.campaignId, online.campaignId))).toBe(3000)
    expect(await db.$count(studyResults, eq(studyResults.campaignId, online.campaignId))).toBeLessThan(
      counts.due,
    )
  })

  test('keeps answer chains, grades, receipts and seals that verify', async ({ world: { db, keys } }) => {
    const signer = signerOf(keys)
    const few = await db
      .select()
      .from(attempts)
      .where(sql`${attempts.state} <> 'handed-in'`)
    const more = await db
      .select()
      .from(attempts)
      .where(eq(attempts.state, 'handed-in'))
      .orderBy(asc(attempts.sessionDigest))
      .limit(60)
    const late = await db.select().from(attempts).where(eq(attempts.closedBy, 'server')).limit(5)
    expect(late.length).toBeGreaterThan(0)
    for (const attempt of [...few, ...more, ...late])
      expect([attempt.id, await chainProblem(db, attempt)]).toEqual([attempt.id, null])

    const closed = [...few, ...more, ...late].filter(({ closedAt }) => closedAt !== null)
    const signed = await db
      .select()
      .from(receipts)
      .where(
        inArray(
          receipts.attemptId,
          closed.map(({ id }) => id),
        ),
      )
    expect(signed).toHaveLength(new Set(closed.map(({ id }) => id)).size)
    for (const { id } of signed) {
      const verified = await verifyReceipt({ db, signer }, id)
      expect(verified).toMatchObject({ ok: true, value: { valid: true } })
    }
    const changed = await db
      .select({ attemptId: responses.attemptId, itemId: responses.itemId })
      .from(responses)
      .groupBy(responses.attemptId, responses.itemId)
      .having(sql`count(*) > 1`)
      .limit(1)
    expect(changed).toHaveLength(1)

    await sealAudit(db)
    expect(await verifySeals(db)).toMatchObject({ findings: [] })
  })

  test('has a bank that fills every template for every department of the city', async ({
    world: { db, now },
  }) => {
    const [city] = await db.select().from(units).where(eq(units.level, 'city'))
    const where = { unitId: city?.id ?? '', lawDate: now.toISOString().slice(0, 10) }
    for (const { id, blueprint } of examTemplates) {
      const { departments } = await proveBlueprint(db, blueprint, where)
      expect(departments.length).toBeGreaterThan(60)
      expect([id, departments.filter(({ shortages }) => shortages.length > 0)]).toEqual([id, []])
    }
  })

  test('is made once; a second start may bring another password', async ({ world: { db, keys, now } }) => {
    const before = await tallies(db)
    await make(db, keys, new Date(now.getTime() + hour))
    expect(await tallies(db)).toEqual(before)

    await make(db, keys, new Date(now.getTime() + hour), 'Another-word-2')
    const account = await findAccountByLogin(db, 'E000007')
    expect(await isPassword(account?.passwordHash ?? null, 'Another-word-2')).toBe(true)
    await make(db, keys, new Date(now.getTime() + hour))
  })

  test('keeps its sitting while there is time, and puts an unused one off', async ({
    world: { db, now, today },
  }) => {
    const soon = await refreshDemoWorld({ db, now: new Date(now.getTime() + 5 * 60_000) })
    expect(soon).toMatchObject({ sittingId: today.sittingId, fresh: false, endsAt: today.endsAt })

    const before = await tallies(db)
    const again = await refreshDemoWorld({ db, now })
    expect(again).toEqual({ ...today, fresh: false })
    expect(await tallies(db)).toEqual(before)

    const nextDay = new Date(now.getTime() + 30 * hour)
    const moved = await refreshDemoWorld({ db, now: nextDay })
    expect(moved).toMatchObject({
      sittingId: today.sittingId,
      examId: today.examId,
      fresh: true,
      startedAt: nextDay,
    })
    expect(moved.countyStartsAt.getTime()).toBeGreaterThan(nextDay.getTime())
    expect({ ...(await tallies(db)), audit: 0 }).toEqual({ ...before, audit: 0 })
  })

  test('makes a fresh exam once the last one was sat and is over, and keeps the old', async ({
    world: { db, today },
  }) => {
    const opened = await refreshDemoWorld({ db, now: new Date() })
    const candidate = await findAccountByLogin(db, 'E000001')
    const [registration] = await db
      .select()
      .from(registrations)
      .where(
        and(
          eq(registrations.sittingId, opened.sittingId),
          eq(registrations.personId, candidate?.personId ?? ''),
        ),
      )
    // The sitting was put off to tomorrow by the test before: it begins now again.
    await db
      .update(sittings)
      .set({ startsAt: new Date(), startedAt: new Date() })
      .where(eq(sittings.id, opened.sittingId))
    const started = await startAttempt(
      {
        db,
        personId: candidate?.personId ?? '',
        accountId: candidate?.id ?? '',
        name: '',
        sessionDigest: 'a machine',
      },
      { registrationId: registration?.id ?? '' },
    )
    expect(started).toMatchObject({
      ok: true,
      value: { created: true, view: { paper: { items: { length: 100 } } } },
    })

    const later = new Date(Date.now() + 2 * hour)
    const next = await refreshDemoWorld({ db, now: later })
    expect(next.fresh).toBe(true)
    expect(next.sittingId).not.toBe(today.sittingId)
    expect(next.examId).not.toBe(today.examId)
    expect(next.examTitleZh).toContain('第2期')
    expect(await db.$count(registrations, eq(registrations.sittingId, next.sittingId))).toBe(40)
    expect(await db.$count(papers, eq(papers.examId, next.examId))).toBe(40)
    expect(await db.$count(attempts, eq(attempts.sittingId, today.sittingId))).toBe(1)

    const muchLater = new Date(later.getTime() + 40 * day)
    const moved = await refreshDemoWorld({ db, now: muchLater })
    expect(moved.sittingId).toBe(next.sittingId)
    expect(moved.onlineClosesAt.getTime()).toBeGreaterThan(muchLater.getTime() + 7 * day)
  })

  test('is made while somebody waits: two minutes at most on a busy machine', ({ world: { madeMs } }) => {
    expect(madeMs).toBeLessThan(120_000)
  })
})

function newKeys(): Keys {
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    idNumberKey: randomBytes(32),
    idNumberKeyId: '01020304',
    idNumberHashKey: randomBytes(32),
    machineTokenKey: randomBytes(32),
    activationKey: randomBytes(32),
    signingKey: privateKey,
    signingKeyId: '0123456789abcdef',
  }
}

async function levels(db: Db): Promise<Record<string, number>> {
  const rows = await db.select({ level: units.level, count: count() }).from(units).groupBy(units.level)
  return Object.fromEntries(rows.map((row) => [row.level, row.count]))
}

async function accountId(db: Db, login: string): Promise<string> {
  return (await findAccountByLogin(db, login))?.id ?? ''
}

async function personId(db: Db, login: string): Promise<string> {
  return (await findAccountByLogin(db, login))?.personId ?? ''
}

async function reader(db: Db, login: string) {
  const account = await findAccountByLogin(db, login)
  if (!account) throw new Error(`There is no account ${login}.`)
  const roles = await db.select().from(accountRoles).where(eq(accountRoles.accountId, account.id))
  return { db, accountId: account.id, name: account.name, viewer: { roles } }
}

async function examsOf(db: Db) {
  const [current, last] = await db.select().from(campaigns).orderBy(desc(campaigns.cutOff))
  const [online] = await db
    .select()
    .from(exams)
    .where(eq(exams.id, current?.countingExamId ?? ''))
  const [past] = await db
    .select()
    .from(exams)
    .where(eq(exams.id, last?.countingExamId ?? ''))
  if (!online || !past) throw new Error('The campaigns have no exams.')
  return { online, past }
}

async function tallies(db: Db) {
  return {
    people: await db.$count(people),
    accounts: await db.$count(accounts),
    exams: await db.$count(exams),
    sittings: await db.$count(sittings),
    registrations: await db.$count(registrations),
    papers: await db.$count(papers),
    attempts: await db.$count(attempts),
    audit: await db.$count(auditLog),
  }
}
