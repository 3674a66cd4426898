import type { Db } from '#db/client.ts'
import { updateSitting } from '#db/queries/attempts.ts'
import { appendAudit, theProgram } from '#db/queries/audit.ts'
import { findLastSitting, listDuePeople } from '#db/queries/demo-world.ts'

import { openCentreExam } from './centre-exam.ts'
import { FIRST_DRAWN } from './rolls.ts'
import { standingOf } from './sitting-standing.ts'
import type { DemoToday, Places } from './today.ts'

type Open = Pick<
  DemoToday,
  'sittingId' | 'examId' | 'examTitleZh' | 'examTitleEn' | 'startedAt' | 'endsAt' | 'fresh'
>

/**
 * The city centre's open sitting: the one that is going on; one that nobody has used, put off to now; else a new exam
 * with a sitting of its own, so that its figures begin at nought.
 */
export async function keepSittingOpen(tx: Db, places: Places, now: Date): Promise<Open> {
  const last = await findLastSitting(tx, places.cityRoomId)
  const standing = last && standingOf(last, now)
  if (last && standing === 'going-on') {
    const { sitting, exam } = last
    return view(exam, {
      sittingId: sitting.id,
      startedAt: sitting.startedAt ?? sitting.startsAt,
      fresh: false,
    })
  }
  if (last && standing === 'unused') {
    const { sitting, exam } = last
    await moveSitting(tx, { sittingId: sitting.id, from: sitting.startsAt, to: now, now })
    return view(exam, { sittingId: sitting.id, startedAt: now, fresh: true })
  }
  const { exam, sittingId } = await openCentreExam(tx, {
    campaignId: places.campaignId,
    roomId: places.cityRoomId,
    code: '439900',
    placeZh: '市考试中心',
    placeEn: 'city centre',
    people: await listDuePeople(tx, places.campaignId, { upTo: FIRST_DRAWN }),
    startsAt: now,
    checkedInAt: new Date(now.getTime() - 10 * 60_000),
    now,
  })
  return view(exam, { sittingId, startedAt: now, fresh: true })
}

/** Puts a sitting in which nobody has begun off to another time. */
export async function moveSitting(
  tx: Db,
  { sittingId, from, to, now }: { sittingId: string; from: Date; to: Date; now: Date },
): Promise<void> {
  const begun = { startsAt: to, startedAt: to <= now ? to : null }
  await updateSitting(tx, sittingId, { ...begun, givenMs: 0, pausedMs: 0, pausedAt: null, closedAt: null })
  await appendAudit(tx, {
    at: now,
    actor: theProgram,
    action: 'sitting.moved',
    subject: 'sitting',
    subjectId: sittingId,
    detail: { from: from.toISOString(), to: to.toISOString() },
  })
}

type Exam = { id: string; titleZh: string; titleEn: string; durationMs: number }

function view(exam: Exam, sitting: Pick<Open, 'sittingId' | 'startedAt' | 'fresh'>): Open {
  return {
    ...sitting,
    examId: exam.id,
    examTitleZh: exam.titleZh,
    examTitleEn: exam.titleEn,
    endsAt: new Date(sitting.startedAt.getTime() + exam.durationMs),
  }
}
