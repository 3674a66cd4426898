import { uuidv7 } from 'uuidv7'

import { documentVersions } from '#app/services/exams/documents.ts'
import { insertRows } from '#db/queries/insert-rows.ts'
import { campaigns } from '#db/schema/campaigns.ts'

import { ability } from '../behaviour.ts'
import { createRandom } from '../random.ts'
import { departmentKeyOf } from '../units.ts'
import { requireStaff } from './accounts.ts'
import { dayOf } from './calendar.ts'
import { currentRoll } from './current-roll.ts'
import { examRow } from './exam-rows.ts'
import { campaignHistory, type History } from './history.ts'
import { inBatches, type Making } from './making.ts'
import { registerPeople, seedOnlineExam, sitOnce, storeAttempts } from './online-exam.ts'
import { type Inhabitant, requireUnit } from './organisation.ts'
import { FIRST_DRAWN, seedRoll } from './rolls.ts'
import { seedStudyResults, stillStudying } from './study.ts'
import { diaryOf } from './tries.ts'

export type CurrentCampaign = {
  campaignId: string
  onlineExamId: string
  history: History
  /** Somebody who is entered for the open online exam and has not sat it. */
  firstToSit: Inhabitant | null
}

/** How much of a department has sat by now, with how common that is. Together about 35 in a hundred. */
const progressShares = [
  [0.12, 22],
  [0.25, 26],
  [0.38, 25],
  [0.5, 17],
  [0.7, 7],
  [1, 3],
] as const

/** This year's campaign: roll frozen, study nearly done, the online exam in the manner of Hunan open and under way. */
export async function seedCurrentCampaign(making: Making): Promise<CurrentCampaign> {
  const { tx, organisation, staff, seed, signer } = making
  const season = making.calendar.current
  const admin = requireStaff(staff, 'admin')
  const campaignId = uuidv7()
  const unitId = requireUnit(organisation.unitIds, 'city')
  const row = examRow({
    template: 'hunan',
    campaignId,
    titleZh: `${season.year}年度学法考法网上考试`,
    titleEn: `Online law exam ${season.year}`,
    multipleScoring: 'all-or-nothing',
    publishedAt: season.publishedAt,
    lawDate: dayOf(season.opensAt),
  })
  await insertRows(tx, campaigns, [
    {
      id: campaignId,
      unitId,
      nameZh: `${season.year}年度学法考法`,
      nameEn: `Law study and exams ${season.year}`,
      cutOff: season.cutOff,
      frozenAt: season.frozenAt,
      countingExamId: row.id,
    },
  ])
  const roll = currentRoll(organisation.people, season)
  const due = await seedRoll(tx, roll, { campaignId, changedBy: admin.id })
  const studied = await seedStudyResults(tx, due, {
    campaignId,
    at: season.studiedAt,
    habits: stillStudying,
    seed: `${seed} current`,
  })
  const window = { opensAt: season.opensAt, closesAt: season.closesAt }
  const online = await seedOnlineExam(tx, { ...row, ...window }, signer)

  const entries = startsOf(making, due)
  await registerPeople(
    tx,
    { exam: online.exam, version: documentVersions.pledge },
    entries.map(({ startedAt, ...entry }) => ({
      ...entry,
      pledgedAt: startedAt && new Date(startedAt.getTime() - 45_000),
    })),
  )
  const sitters = entries.flatMap(({ startedAt, ...entry }) => (startedAt ? [{ ...entry, startedAt }] : []))
  await inBatches(sitters, 300, async (batch, done) => {
    const written = batch.map(({ startedAt, ...entry }) => {
      const random = createRandom(`current exam ${seed} ${entry.person.employeeNo}`)
      return sitOnce(
        online,
        { ...entry, tryNo: 1 },
        { startedAt, ability: ability(entry.person, seed), random },
      )
    })
    await storeAttempts(tx, written)
    making.progress('current', done + batch.length, sitters.length)
  })
  const waiting = entries.filter(({ startedAt }) => !startedAt).map(({ person }) => person)
  return {
    campaignId,
    onlineExamId: row.id,
    history: campaignHistory({
      ...{ campaignId, examId: row.id, unitId, season },
      ...{ actor: admin, roll, studied },
    }),
    firstToSit: waiting[0] ?? null,
  }
}

/** Everybody but those drawn for the centre, with when they sat; null: not yet. */
function startsOf({ calendar, seed }: Making, due: readonly Inhabitant[]) {
  const diary = diaryOf(calendar.current.opensAt, calendar.at(0))
  return due
    .filter(({ employeeNo }) => employeeNo > FIRST_DRAWN)
    .map((person) => {
      const department = departmentKeyOf(person.unitKey)
      const share = createRandom(`progress ${seed} ${department}`).weighted<number>(progressShares)
      const random = createRandom(`current start ${seed} ${person.employeeNo}`)
      return {
        registrationId: uuidv7(),
        person,
        startedAt: random.chance(share) ? diary.some(random) : null,
      }
    })
}
