import { uuidv7 } from 'uuidv7'

import type { Db } from '#db/client.ts'
import { insertRows } from '#db/queries/insert-rows.ts'
import { centres, rooms, seats } from '#db/schema/sittings.ts'

import { type Organisation, requireUnit } from './organisation.ts'
import { COUNTY } from './staff.ts'

const written = [
  {
    unitKey: 'city',
    nameZh: '云川市普法考试中心',
    nameEn: 'Yunchuan City Law Exam Centre',
    address: '云川市望澜区澄清路 8 号',
    room: { nameZh: '第一考场', nameEn: 'Room 1', columns: 8, seats: 40 },
  },
  {
    unitKey: COUNTY,
    nameZh: '松岚县普法考试中心',
    nameEn: 'Songlan County Law Exam Centre',
    address: '松岚县城关镇学府街 21 号',
    room: { nameZh: '机房考场', nameEn: 'Computer room', columns: 6, seats: 30 },
  },
]

/** Builds the two exam centres with a room each. @returns The rooms' ids by the unit's key. */
export async function seedPlaces(
  tx: Db,
  { unitIds }: Organisation,
): Promise<{ cityRoomId: string; countyRoomId: string }> {
  const built = written.map(({ unitKey, room, ...centre }) => {
    const centreId = uuidv7()
    const { seats: count, ...named } = room
    const roomId = uuidv7()
    return {
      centre: { id: centreId, unitId: requireUnit(unitIds, unitKey), ...centre },
      room: { id: roomId, centreId, ...named },
      seats: Array.from({ length: count }, (_, at) => ({ id: uuidv7(), roomId, number: at + 1 })),
    }
  })
  await insertRows(
    tx,
    centres,
    built.map(({ centre }) => centre),
  )
  await insertRows(
    tx,
    rooms,
    built.map(({ room }) => room),
  )
  await insertRows(
    tx,
    seats,
    built.flatMap((one) => one.seats),
  )
  const [city, county] = built
  if (!city || !county) throw new Error('The demo world has two centres.')
  return { cityRoomId: city.room.id, countyRoomId: county.room.id }
}
