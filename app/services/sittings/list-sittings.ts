import type { Db } from '#db/client.ts'
import { type ListedSitting, listSittingIdsOfStaff, listSittings } from '#db/queries/sitting-lists.ts'

import { beginOf, phaseOf, type SittingPhase } from './sitting-phase.ts'

/** One line of a list of sittings. */
export type SittingSummary = {
  id: string
  examTitleZh: string
  examTitleEn: string
  centreZh: string
  centreEn: string
  roomZh: string
  roomEn: string
  startsAt: Date
  phase: SittingPhase
  counts: {
    registered: number
    checkedIn: number
    sitting: number
    handedIn: number
    /** Null as long as one may still enter. */
    absent: number | null
  }
}

/** The sittings this account works in, by start time. Nobody else's sitting is listed. */
export async function listMySittings(
  { db, accountId }: { db: Db; accountId: string },
  role: 'proctor' | 'inspector',
  now: Date,
): Promise<SittingSummary[]> {
  const rows = await listSittings(db, await listSittingIdsOfStaff(db, { accountId, role }))
  return rows.map((row) => summaryOf(row, now))
}

/** A listed sitting, as it stands at an instant. */
export function summaryOf(row: ListedSitting, now: Date): SittingSummary {
  const { sitting, exam, room, centre } = row
  const mayEnterUntil = beginOf(sitting).getTime() + exam.lateLimitMs
  const phase = phaseOf({ ...sitting, ...exam, answering: row.answering }, now)
  const entryOver = phase === 'over' || now.getTime() > mayEnterUntil
  return {
    id: sitting.id,
    examTitleZh: exam.titleZh,
    examTitleEn: exam.titleEn,
    centreZh: centre.nameZh,
    centreEn: centre.nameEn,
    roomZh: room.nameZh,
    roomEn: room.nameEn,
    startsAt: sitting.startsAt,
    phase,
    counts: {
      registered: row.registered,
      checkedIn: row.checkedIn,
      sitting: row.answering,
      handedIn: row.closed,
      absent: entryOver ? row.registered - row.answering - row.closed : null,
    },
  }
}
