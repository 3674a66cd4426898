import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { findRoom, listSeatsOfRoom, lockSeat, updateSeat } from '#db/queries/centres.ts'
import { readInstant } from '#db/queries/instant.ts'

import { isUuid } from '../statistics/scope.ts'
import { actorOf, type CentreManager, centresOf } from './centre-manager.ts'

export type SeatFacts = {
  id: string
  number: number
  usable: boolean
  /** Candidates of coming sittings who are placed on it. */
  coming: number
}

export type RoomFacts = {
  id: string
  nameZh: string
  nameEn: string
  centreZh: string
  centreEn: string
  seats: SeatFacts[]
}

/** A room with its seats. */
export async function readSeats(
  manager: CentreManager,
  roomId: string,
  now: Date,
): Promise<Result<RoomFacts, 'not-found'>> {
  const found = isUuid(roomId) ? await findRoom(manager.db, centresOf(manager), roomId) : null
  if (!found) return refuse('not-found')
  const { room, centre } = found
  return ok({
    ...{ id: room.id, nameZh: room.nameZh, nameEn: room.nameEn },
    ...{ centreZh: centre.nameZh, centreEn: centre.nameEn },
    seats: await listSeatsOfRoom(manager.db, roomId, now),
  })
}

/** Marks a seat as broken, or as repaired. Who is placed on it stays there: moving people is another act. */
export function markSeat(
  manager: CentreManager,
  { roomId, seatId, usable }: { roomId: string; seatId: string; usable: boolean },
): Promise<Result<{ number: number }, 'not-found'>> {
  return manager.db.transaction(async (tx): Promise<Result<{ number: number }, 'not-found'>> => {
    const known = isUuid(roomId) && isUuid(seatId)
    const found = known ? await findRoom(tx, centresOf(manager), roomId) : null
    const seat = found && (await lockSeat(tx, { roomId, seatId }))
    if (!found || !seat) return refuse('not-found')
    if (seat.usable === usable) return ok({ number: seat.number })
    await updateSeat(tx, seatId, { usable })
    await appendAudit(tx, {
      at: await readInstant(tx),
      actor: actorOf(manager),
      action: usable ? 'seat.marked-usable' : 'seat.marked-unusable',
      subject: 'seat',
      subjectId: seatId,
      unitId: found.centre.unitId,
      detail: { roomId, number: seat.number },
    })
    return ok({ number: seat.number })
  })
}
