import { uuidv7 } from 'uuidv7'

import { newBankMemory } from '#app/services/papers/bank-memory.ts'
import { preparePaper } from '#app/services/papers/prepare-paper.ts'
import type { Db } from '#db/client.ts'
import { type ExamRow, requireExam } from '#db/queries/attempts.ts'
import { appendAudit, theProgram } from '#db/queries/audit.ts'
import { countExamsInRoom, listAccountIds, listUsableSeats } from '#db/queries/demo-world.ts'
import { insertRows } from '#db/queries/insert-rows.ts'
import { exams, registrations } from '#db/schema/campaigns.ts'
import { sittings, sittingStaff } from '#db/schema/sittings.ts'

import { dayOf } from './calendar.ts'
import { examRow } from './exam-rows.ts'

export type CentreExam = {
  campaignId: string
  roomId: string
  /** Of the centre: `439900` for the city. */
  code: string
  placeZh: string
  placeEn: string
  people: readonly { id: string }[]
  startsAt: Date
  /** Null: nobody is checked in before the day. */
  checkedInAt: Date | null
  now: Date
}

/**
 * Publishes a drawn exam in the manner of the driving-licence theory test, with one sitting in which everybody has a
 * seat, a ticket number and a frozen paper, and with the demo's proctors and its inspector.
 */
export async function openCentreExam(
  tx: Db,
  wanted: CentreExam,
): Promise<{ exam: ExamRow; sittingId: string }> {
  const round = (await countExamsInRoom(tx, wanted.roomId)) + 1
  const exam = await publish(tx, wanted, round)
  const sittingId = uuidv7()
  const { roomId, startsAt, now } = wanted
  const startedAt = startsAt <= now ? startsAt : null
  await insertRows(tx, sittings, [{ id: sittingId, examId: exam.id, roomId, startsAt, startedAt }])
  const staff = await appointStaff(tx, sittingId)
  await placePeople(tx, wanted, { exam, sittingId, round, proctorId: staff.proctorId })
  const about = { at: now, actor: theProgram }
  await appendAudit(tx, {
    ...{ ...about, action: 'exam.published', subject: 'exam', subjectId: exam.id },
    detail: { drawn: wanted.people.length },
  })
  await appendAudit(tx, {
    ...{ ...about, action: 'sitting.planned', subject: 'sitting', subjectId: sittingId },
    detail: { startsAt: startsAt.toISOString(), people: wanted.people.length },
  })
  return { exam, sittingId }
}

async function publish(
  tx: Db,
  { campaignId, placeZh, placeEn, now }: CentreExam,
  round: number,
): Promise<ExamRow> {
  const today = dayOf(now)
  const year = today.slice(0, 4)
  const row = examRow({
    template: 'kemu-yi',
    campaignId,
    titleZh: `${year}年度集中抽考（${placeZh}第${round}期）`,
    titleEn: `Drawn law exam ${year} (${placeEn}, round ${round})`,
    // The paper has no multiple-choice part.
    multipleScoring: 'all-or-nothing',
    publishedAt: now,
    lawDate: today,
  })
  await insertRows(tx, exams, [row])
  return requireExam(tx, row.id)
}

async function appointStaff(tx: Db, sittingId: string): Promise<{ proctorId: string }> {
  const roles = { proctor1: 'proctor', proctor2: 'proctor', inspector: 'inspector' } as const
  const ids = await listAccountIds(tx, Object.keys(roles))
  const appointed = Object.entries(roles).flatMap(([login, role]) => {
    const accountId = ids.get(login)
    return accountId ? [{ sittingId, accountId, role }] : []
  })
  await insertRows(tx, sittingStaff, appointed)
  const proctorId = ids.get('proctor1')
  if (!proctorId) throw new Error('The demo world has no proctor.')
  return { proctorId }
}

type Placing = { exam: ExamRow; sittingId: string; round: number; proctorId: string }

async function placePeople(
  tx: Db,
  { roomId, code, people, checkedInAt, now }: CentreExam,
  { exam, sittingId, round, proctorId }: Placing,
): Promise<void> {
  const seats = await listUsableSeats(tx, roomId)
  if (people.length > seats.length) throw new Error('More people were drawn than the room has seats.')
  const rows = people.map((person, at) => ({
    id: uuidv7(),
    examId: exam.id,
    personId: person.id,
    sittingId,
    seatId: seats[at]?.id ?? null,
    ticketNo: ticketNumber({ year: dayOf(now).slice(0, 4), code, round, seat: seats[at]?.number ?? 0 }),
    checkedInAt,
    checkedInBy: checkedInAt && proctorId,
  }))
  await insertRows(tx, registrations, rows)
  const memory = newBankMemory()
  for (const { id: registrationId, personId } of rows)
    await preparePaper(tx, exam, { registrationId, personId, tryNo: 1, now }, memory)
}

/** 准考证号: year, centre, round, seat; for the 3rd round in 2026 `2026439900003017`. */
function ticketNumber({
  year,
  code,
  round,
  seat,
}: {
  year: string
  code: string
  round: number
  seat: number
}) {
  return `${year}${code}${String(round).padStart(3, '0')}${String(seat).padStart(3, '0')}`
}
