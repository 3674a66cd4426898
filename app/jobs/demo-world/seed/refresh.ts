import type { Db } from '#db/client.ts'
import { type ExamRow, requireExam } from '#db/queries/attempts.ts'
import { appendAudit, theProgram } from '#db/queries/audit.ts'
import { moveClosing, takeDemoLock } from '#db/queries/demo-world.ts'
import { findInstallationFact } from '#db/queries/installation.ts'

import { calendarOf } from './calendar.ts'
import { keepSittingOpen } from './city-sitting.ts'
import { keepSittingPlanned } from './county-sitting.ts'
import { type DemoToday, Places } from './today.ts'

export type { DemoToday } from './today.ts'

const DAY = 86_400_000

/**
 * Makes sure that there is something to do in the demo world now: a centre sitting that has just begun, unless one is
 * going on; a sitting at the county centre tomorrow; an online exam whose window is open. Each start calls it; calling
 * it more often changes nothing until something is over. All earlier data stays.
 *
 * @throws {Error} If the demo world was not made yet.
 */
export function refreshDemoWorld({ db, now }: { db: Db; now: Date }): Promise<DemoToday> {
  return db.transaction(async (tx) => {
    await takeDemoLock(tx)
    const places = Places.parse(await findInstallationFact(tx, 'demo-places'))
    const { at } = calendarOf(now)
    const online = await keepOnlineOpen(tx, places.onlineExamId, { now, until: at(18, 18) })
    const city = await keepSittingOpen(tx, places, now)
    const countyStartsAt = await keepSittingPlanned(tx, places, { now, startsAt: at(1, 9) })
    return {
      ...city,
      onlineTitleZh: online.titleZh,
      onlineTitleEn: online.titleEn,
      onlineClosesAt: online.closesAt ?? now,
      countyStartsAt,
    }
  })
}

/** Moves the end of the window on when less than a week is left. */
async function keepOnlineOpen(
  tx: Db,
  examId: string,
  { now, until }: { now: Date; until: Date },
): Promise<ExamRow> {
  const exam = await requireExam(tx, examId)
  if (exam.closesAt && exam.closesAt.getTime() > now.getTime() + 7 * DAY) return exam
  await moveClosing(tx, examId, until)
  await appendAudit(tx, {
    at: now,
    actor: theProgram,
    action: 'exam.window-moved',
    subject: 'exam',
    subjectId: examId,
    detail: { from: exam.closesAt?.toISOString() ?? null, to: until.toISOString() },
  })
  return requireExam(tx, examId)
}
