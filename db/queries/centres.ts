import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { registrations } from '../schema/campaigns.ts'
import { accountRoles, accounts, units } from '../schema/organisation.ts'
import { centres, rooms, seats, sittings, sittingStaff } from '../schema/sittings.ts'
import { inRegion, type Region } from './regions.ts'

/** The exam centres of a region. */
export async function listCentres(tx: Db, region: Region) {
  return tx
    .select({ id: centres.id, nameZh: centres.nameZh, nameEn: centres.nameEn, address: centres.address })
    .from(centres)
    .innerJoin(units, eq(units.id, centres.unitId))
    .where(inRegion(units.path, region))
    .orderBy(asc(units.rank), asc(centres.nameZh))
}

/** The rooms of these centres, with how many seats there are. */
export async function listRooms(tx: Db, centreIds: readonly string[]) {
  if (centreIds.length === 0) return []
  return tx
    .select({
      id: rooms.id,
      centreId: rooms.centreId,
      nameZh: rooms.nameZh,
      nameEn: rooms.nameEn,
      seats: sql<number>`count(${seats.id})::int`,
      usable: sql<number>`(count(*) filter (where ${seats.usable}))::int`,
    })
    .from(rooms)
    .leftJoin(seats, eq(seats.roomId, rooms.id))
    .where(inArray(rooms.centreId, [...centreIds]))
    .groupBy(rooms.id)
    .orderBy(asc(rooms.nameZh))
}

/** A room in a centre of the region. */
export async function findRoom(tx: Db, region: Region, roomId: string) {
  const [row] = await tx
    .select({ room: rooms, centre: centres })
    .from(rooms)
    .innerJoin(centres, eq(centres.id, rooms.centreId))
    .innerJoin(units, eq(units.id, centres.unitId))
    .where(and(eq(rooms.id, roomId), inRegion(units.path, region)))
  return row ?? null
}

/** The seats of a room, each with how many candidates of coming sittings are placed on it. */
export async function listSeatsOfRoom(tx: Db, roomId: string, now: Date) {
  const coming = tx
    .select({ seatId: registrations.seatId, count: sql<number>`count(*)::int`.as('count') })
    .from(registrations)
    .innerJoin(sittings, eq(sittings.id, registrations.sittingId))
    .where(and(eq(sittings.roomId, roomId), gt(sittings.startsAt, now), isNull(registrations.withdrawnAt)))
    .groupBy(registrations.seatId)
    .as('coming')
  return tx
    .select({
      id: seats.id,
      number: seats.number,
      usable: seats.usable,
      coming: sql<number>`coalesce(${coming.count}, 0)`,
    })
    .from(seats)
    .leftJoin(coming, eq(coming.seatId, seats.id))
    .where(eq(seats.roomId, roomId))
    .orderBy(asc(seats.number))
}

/** A seat of a room, locked until the transaction ends. */
export async function lockSeat(tx: Db, key: { roomId: string; seatId: string }) {
  const [row] = await tx
    .select()
    .from(seats)
    .where(and(eq(seats.id, key.seatId), eq(seats.roomId, key.roomId)))
    .for('no key update')
  return row ?? null
}

export async function updateSeat(tx: Db, seatId: string, change: { usable: boolean }): Promise<void> {
  await tx.update(seats).set(change).where(eq(seats.id, seatId))
}

/** A sitting in a room of the region: its id, and the unit its centre belongs to. */
export async function findSittingInRegion(tx: Db, region: Region, sittingId: string) {
  const [row] = await tx
    .select({ id: sittings.id, unitId: centres.unitId })
    .from(sittings)
    .innerJoin(rooms, eq(rooms.id, sittings.roomId))
    .innerJoin(centres, eq(centres.id, rooms.centreId))
    .innerJoin(units, eq(units.id, centres.unitId))
    .where(and(eq(sittings.id, sittingId), inRegion(units.path, region)))
  return row ?? null
}

/** Proctors and inspectors of a sitting. */
export async function listStaffOfSitting(tx: Db, sittingId: string) {
  return tx
    .select({
      accountId: sittingStaff.accountId,
      role: sittingStaff.role,
      name: accounts.name,
      login: accounts.login,
    })
    .from(sittingStaff)
    .innerJoin(accounts, eq(accounts.id, sittingStaff.accountId))
    .where(eq(sittingStaff.sittingId, sittingId))
    .orderBy(asc(sittingStaff.role), asc(accounts.name), asc(accounts.login))
}

/**
 * Who may be assigned to a sitting of a centre: accounts that are not disabled, with a role over the centre's unit.
 */
export async function listAssignable(tx: Db, centreUnitId: string) {
  return tx
    .selectDistinct({
      accountId: accounts.id,
      personId: accounts.personId,
      role: sql<'proctor' | 'inspector'>`${accountRoles.role}`,
      name: accounts.name,
      login: accounts.login,
    })
    .from(accountRoles)
    .innerJoin(accounts, eq(accounts.id, accountRoles.accountId))
    .innerJoin(units, eq(units.id, centreUnitId))
    .where(
      and(
        inArray(accountRoles.role, ['proctor', 'inspector']),
        isNull(accounts.disabledAt),
        sql`(${accountRoles.unitId} is null or ${accountRoles.unitId} = any(${units.path}))`,
      ),
    )
    .orderBy(sql`3`, asc(accounts.name), asc(accounts.login))
}

/** Whether a person sits the exam in this very sitting. */
export async function sitsIn(tx: Db, key: { sittingId: string; personId: string }): Promise<boolean> {
  const [row] = await tx
    .select({ id: registrations.id })
    .from(registrations)
    .where(
      and(
        eq(registrations.sittingId, key.sittingId),
        eq(registrations.personId, key.personId),
        isNull(registrations.withdrawnAt),
      ),
    )
    .limit(1)
  return row !== undefined
}

export async function insertSittingStaff(tx: Db, row: typeof sittingStaff.$inferInsert): Promise<void> {
  await tx.insert(sittingStaff).values(row)
}

export async function deleteSittingStaff(
  tx: Db,
  key: { sittingId: string; accountId: string },
): Promise<void> {
  await tx
    .delete(sittingStaff)
    .where(and(eq(sittingStaff.sittingId, key.sittingId), eq(sittingStaff.accountId, key.accountId)))
}
