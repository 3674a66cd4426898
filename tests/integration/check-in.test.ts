import { randomBytes, randomInt } from 'node:crypto'

import { and, eq } from 'drizzle-orm'
import { expect } from 'vitest'

import { hashIdNumber } from '#app/auth/id-number.ts'
import { listMyCentres } from '#app/services/centres/list-centres.ts'
import { markSeat, readSeats } from '#app/services/centres/seats-of-room.ts'
import { assignStaff, readSittingStaff, removeStaff } from '#app/services/centres/staff-of-sitting.ts'
import { listMySittings } from '#app/services/sittings/list-sittings.ts'
import { findExpected, isIdNumber, readCheckIn } from '#app/services/sittings/read-check-in.ts'
import { checkIn, liftLockout } from '#app/services/sittings/room-acts.ts'
import type { Db } from '#db/client.ts'
import { auditLog } from '#db/schema/audit.ts'
import { registrations } from '#db/schema/campaigns.ts'
import { accounts, people, type RoleName } from '#db/schema/organisation.ts'
import { rooms, sittings } from '#db/schema/sittings.ts'
import { test } from '#tests/fixtures/database.ts'
import { addCandidate, addSitting, addStaff, addUnit, minutes, register } from '#tests/fixtures/exam-world.ts'

const keys = { idNumberHashKey: randomBytes(32) }

type Sitting = Awaited<ReturnType<typeof addSitting>>

/** Somebody placed on a seat and not yet here. */
async function addExpected(
  db: Db,
  { sittingId, exam, seatIds }: Sitting,
  { name = '李晓雯', seat = 0 } = {},
) {
  const candidate = await addCandidate(db)
  const tail = `${randomInt(100, 1000)}X`
  const idNumber = `11010519${randomInt(100_000, 1_000_000)}${tail}`
  await db
    .update(people)
    .set({ name, idNumberHash: hashIdNumber(keys, idNumber), idNumberTail: tail })
    .where(eq(people.id, candidate.personId))
  const place = { sittingId, seatId: seatIds[seat] ?? '', checkedIn: false }
  const registrationId = await register(db, exam.id, candidate.personId, place)
  const [row] = await db.select().from(registrations).where(eq(registrations.id, registrationId))
  return { ...candidate, registrationId, idNumber, tail, ticketNo: row?.ticketNo ?? '' }
}

async function addManager(db: Db, unitId: string | null, role: RoleName = 'centre-manager') {
  return { ...(await addStaff(db, role, unitId)), viewer: { roles: [{ role, unitId }] } }
}

async function roomOf(db: Db, sittingId: string) {
  const [row] = await db
    .select({ id: rooms.id })
    .from(sittings)
    .innerJoin(rooms, eq(rooms.id, sittings.roomId))
    .where(eq(sittings.id, sittingId))
  return row?.id ?? ''
}

const auditOf = (db: Db, action: string, subjectId: string) =>
  db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.action, action), eq(auditLog.subjectId, subjectId)))

test('a proctor finds somebody at the door by whatever the card and the ticket say', async ({ db }) => {
  const sitting = await addSitting(db)
  const li = await addExpected(db, sitting)
  await addExpected(db, sitting, { name: '张建国', seat: 1 })
  const find = (text: string, idNumberHash: string | null = null) =>
    findExpected(sitting.proctor, sitting.sittingId, { text, idNumberHash })
  const onlyLi = { ok: true, value: [li.registrationId] }

  expect(await find('晓雯')).toEqual(onlyLi)
  expect(await find(li.login.toLowerCase())).toEqual(onlyLi)
  expect(await find(li.ticketNo)).toEqual(onlyLi)
  expect(await find(li.ticketNo.slice(-5).toLowerCase())).toEqual(onlyLi)
  expect(await find(li.tail.toLowerCase())).toEqual(onlyLi)
  expect(isIdNumber(li.idNumber)).toBe(true)
  expect(await find(li.idNumber, hashIdNumber(keys, li.idNumber))).toEqual(onlyLi)
  expect(await find(li.tail, hashIdNumber(keys, '11010519491231002X'))).toEqual({ ok: true, value: [] })
  expect(await find('王')).toEqual({ ok: true, value: [] })
  expect(await find('')).toEqual({ ok: true, value: [] })
})

test('check-in and unlocking change the list and are recorded; twice is once', async ({ db }) => {
  const sitting = await addSitting(db)
  const { registrationId, accountId } = await addExpected(db, sitting)
  await db
    .update(accounts)
    .set({ lockedUntil: minutes(5), failedLogins: 3 })
    .where(eq(accounts.id, accountId))
  const read = async () => {
    const view = await readCheckIn(sitting.proctor, sitting.sittingId, new Date())
    if (!view.ok) throw new Error(view.refusal)
    return view.value
  }
  expect((await read()).expected).toMatchObject([
    { registrationId, state: 'expected', checkedInAt: null, lockedUntil: expect.any(Date) as Date },
  ])
  expect((await read()).expected[0]).not.toHaveProperty('idNumberHash')

  await checkIn(sitting.proctor, registrationId)
  await checkIn(sitting.proctor, registrationId)
  await liftLockout(sitting.proctor, registrationId)
  const after = await read()
  expect(after.expected).toMatchObject([{ state: 'checked-in', lockedUntil: null }])
  expect(after.sitting.counts).toMatchObject({ registered: 1, checkedIn: 1, sitting: 0, handedIn: 0 })
  expect(await auditOf(db, 'registration.checked-in', registrationId)).toMatchObject([
    { actorId: sitting.proctor.accountId },
  ])
  expect(await auditOf(db, 'account.unlocked', registrationId)).toHaveLength(1)
})

test("another proctor's sitting does not exist, and an inspector has no desk", async ({ db }) => {
  const own = await addSitting(db)
  const other = await addSitting(db)
  const { registrationId } = await addExpected(db, other)
  const inspector = await addStaff(db, 'inspector')
  const manager = await addManager(db, other.unitId)
  await db
    .update(sittings)
    .set({ startsAt: minutes(30), startedAt: null })
    .where(eq(sittings.id, own.sittingId))
  expect(
    await assignStaff(manager, other.sittingId, { accountId: inspector.accountId, role: 'inspector' }),
  ).toMatchObject({ ok: true })

  const notFound = { ok: false, refusal: 'not-found' }
  for (const staff of [own.proctor, inspector]) {
    expect(await readCheckIn(staff, other.sittingId, new Date())).toEqual(notFound)
    expect(await findExpected(staff, other.sittingId, { text: '李', idNumberHash: null })).toEqual(notFound)
    expect(await checkIn(staff, registrationId)).toEqual(notFound)
  }
  expect(await readCheckIn(own.proctor, 'nothing', new Date())).toEqual(notFound)
  expect(await listMySittings(own.proctor, 'proctor', new Date())).toMatchObject([
    { id: own.sittingId, phase: 'planned', counts: { absent: null } },
  ])
  expect(await listMySittings(inspector, 'inspector', new Date())).toMatchObject([
    { id: other.sittingId, phase: 'open' },
  ])
  expect(await listMySittings(inspector, 'proctor', new Date())).toEqual([])
})

test('a centre manager assigns staff, but never takes the last proctor off an open sitting', async ({
  db,
}) => {
  const sitting = await addSitting(db)
  const { sittingId, proctor, unitId } = sitting
  const manager = await addManager(db, unitId)
  const second = await addStaff(db, 'proctor', unitId)
  const stranger = await addStaff(db, 'proctor', await addUnit(db))
  const add = (accountId: string) => assignStaff(manager, sittingId, { accountId, role: 'proctor' })

  expect(await removeStaff(manager, sittingId, proctor.accountId)).toEqual({
    ok: false,
    refusal: 'last-proctor',
  })
  expect(await add(stranger.accountId)).toEqual({ ok: false, refusal: 'not-staff' })
  expect(await add(second.accountId)).toMatchObject({ ok: true })
  expect(await add(second.accountId)).toEqual({ ok: false, refusal: 'already' })
  expect(await removeStaff(manager, sittingId, proctor.accountId)).toMatchObject({ ok: true })
  const view = await readSittingStaff(manager, sittingId, new Date())
  expect(view).toMatchObject({
    ok: true,
    value: { staff: [{ accountId: second.accountId, role: 'proctor' }] },
  })
  expect(await auditOf(db, 'sitting.staff-added', sittingId)).toMatchObject([
    { actorId: manager.accountId, detail: { accountId: second.accountId, role: 'proctor' } },
  ])
  expect(await auditOf(db, 'sitting.staff-removed', sittingId)).toHaveLength(1)

  await db.update(sittings).set({ closedAt: new Date() }).where(eq(sittings.id, sittingId))
  expect(await removeStaff(manager, sittingId, second.accountId)).toEqual({ ok: false, refusal: 'over' })
})

test('two managers cannot take off the last two proctors at the same moment', async ({ db }) => {
  const { sittingId, proctor, unitId } = await addSitting(db)
  const manager = await addManager(db, unitId)
  const second = await addStaff(db, 'proctor', unitId)
  await assignStaff(manager, sittingId, { accountId: second.accountId, role: 'proctor' })
  const answers = await Promise.all(
    [proctor, second].map(({ accountId }) => removeStaff(manager, sittingId, accountId)),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
})

test('nobody proctors the sitting in which they sit the exam', async ({ db }) => {
  const sitting = await addSitting(db)
  const manager = await addManager(db, sitting.unitId)
  const { personId } = await addExpected(db, sitting)
  const official = await addStaff(db, 'proctor', sitting.unitId)
  await db.update(accounts).set({ personId: null }).where(eq(accounts.personId, personId))
  await db.update(accounts).set({ personId }).where(eq(accounts.id, official.accountId))
  expect(
    await assignStaff(manager, sitting.sittingId, { accountId: official.accountId, role: 'proctor' }),
  ).toEqual({ ok: false, refusal: 'is-candidate' })
})

test('seats are marked in the own centre only, and the mark is recorded', async ({ db }) => {
  const sitting = await addSitting(db, { startsAt: minutes(60) })
  await addExpected(db, sitting)
  const roomId = await roomOf(db, sitting.sittingId)
  const seatId = sitting.seatIds[0] ?? ''
  const manager = await addManager(db, sitting.unitId)
  const stranger = await addManager(db, await addUnit(db))
  const inAnotherRole = await addManager(db, sitting.unitId, 'proctor')

  for (const somebody of [stranger, inAnotherRole]) {
    expect(await readSeats(somebody, roomId, new Date())).toEqual({ ok: false, refusal: 'not-found' })
    expect(await markSeat(somebody, { roomId, seatId, usable: false })).toEqual({
      ok: false,
      refusal: 'not-found',
    })
    expect(await readSittingStaff(somebody, sitting.sittingId, new Date())).toEqual({
      ok: false,
      refusal: 'not-found',
    })
    expect(await listMyCentres(somebody, new Date())).toEqual([])
  }
  expect(await markSeat(manager, { roomId, seatId, usable: false })).toEqual({
    ok: true,
    value: { number: 1 },
  })
  expect(await markSeat(manager, { roomId, seatId, usable: false })).toMatchObject({ ok: true })
  expect(await readSeats(manager, roomId, new Date())).toMatchObject({
    ok: true,
    value: { seats: [{ number: 1, usable: false, coming: 1 }, { usable: true, coming: 0 }, {}, {}] },
  })
  expect(await auditOf(db, 'seat.marked-unusable', seatId)).toMatchObject([{ actorId: manager.accountId }])
  expect(await listMyCentres(manager, new Date())).toMatchObject([
    { rooms: [{ seats: 4, usable: 3 }], sittings: [{ id: sitting.sittingId, phase: 'planned' }] },
  ])
})
