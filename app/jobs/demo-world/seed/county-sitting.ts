import type { Db } from '#db/client.ts'
import { findLastSitting, listDuePeople } from '#db/queries/demo-world.ts'

import { openCentreExam } from './centre-exam.ts'
import { moveSitting } from './city-sitting.ts'
import { FIRST_DRAWN } from './rolls.ts'
import type { Places } from './today.ts'

/** How many people of Songlan County are drawn: the room of thirty keeps two seats spare. */
const DRAWN = { code: '439905', count: 28 }

/** The county centre's sitting of tomorrow. @returns When it begins. */
export async function keepSittingPlanned(
  tx: Db,
  { campaignId, countyRoomId: roomId }: Places,
  { now, startsAt }: { now: Date; startsAt: Date },
): Promise<Date> {
  const last = await findLastSitting(tx, roomId)
  if (last && !last.sitting.closedAt && last.sitting.startsAt > now) return last.sitting.startsAt
  if (last && last.attempts.length === 0) {
    await moveSitting(tx, { sittingId: last.sitting.id, from: last.sitting.startsAt, to: startsAt, now })
    return startsAt
  }
  await openCentreExam(tx, {
    campaignId,
    roomId,
    code: DRAWN.code,
    placeZh: '松岚县考试中心',
    placeEn: 'Songlan County centre',
    people: await listDuePeople(tx, campaignId, {
      after: FIRST_DRAWN,
      unitCode: DRAWN.code,
      limit: DRAWN.count,
    }),
    startsAt,
    checkedInAt: null,
    now,
  })
  return startsAt
}
