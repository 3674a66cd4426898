import { listCentres, listRooms } from '#db/queries/centres.ts'
import { listSittingIdsOfCentres, listSittings } from '#db/queries/sitting-lists.ts'

import { type SittingSummary, summaryOf } from '../sittings/list-sittings.ts'
import { type CentreManager, centresOf } from './centre-manager.ts'

export type CentreSummary = {
  id: string
  nameZh: string
  nameEn: string
  address: string
  rooms: { id: string; nameZh: string; nameEn: string; seats: number; usable: number }[]
  sittings: SittingSummary[]
}

/** The centres somebody manages, with rooms, seats and sittings. */
export async function listMyCentres(manager: CentreManager, now: Date): Promise<CentreSummary[]> {
  const { db } = manager
  const centres = await listCentres(db, centresOf(manager))
  const ids = centres.map(({ id }) => id)
  const rooms = await listRooms(db, ids)
  const sittings = await listSittings(db, await listSittingIdsOfCentres(db, ids))
  return centres.map((centre) => ({
    ...centre,
    rooms: rooms.filter(({ centreId }) => centreId === centre.id),
    sittings: sittings.filter((row) => row.centre.id === centre.id).map((row) => summaryOf(row, now)),
  }))
}
