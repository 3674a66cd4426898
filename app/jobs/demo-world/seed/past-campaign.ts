import { uuidv7 } from 'uuidv7'

import { insertRows } from '#db/queries/insert-rows.ts'
import { campaigns } from '#db/schema/campaigns.ts'

import { ability, participates } from '../behaviour.ts'
import { createRandom } from '../random.ts'
import { requireStaff } from './accounts.ts'
import { dayOf } from './calendar.ts'
import { examRow } from './exam-rows.ts'
import { campaignHistory, type History } from './history.ts'
import { type Registered, registerPeople, seedOnlineExam } from './online-exam.ts'
import { requireUnit } from './organisation.ts'
import { pastRoll } from './past-roll.ts'
import { type PastSitter, seedPastResults } from './past-results.ts'
import { seedRoll } from './rolls.ts'
import { seedStudyResults, studiedWell } from './study.ts'
import { diaryOf } from './tries.ts'
import type { Making } from './making.ts'

/** Last year's campaign: an online exam in the manner of Jining, with its results, locked. */
export async function seedPastCampaign(making: Making): Promise<History> {
  const { tx, organisation, staff, seed, signer } = making
  const season = making.calendar.past
  const admin = requireStaff(staff, 'admin')
  const campaignId = uuidv7()
  const unitId = requireUnit(organisation.unitIds, 'city')
  const row = examRow({
    template: 'jining',
    campaignId,
    titleZh: `${season.year}年度学法考法网上考试`,
    titleEn: `Online law exam ${season.year}`,
    multipleScoring: 'half-for-subset',
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
      lockedAt: season.lockedAt,
    },
  ])
  const roll = pastRoll(organisation.people, season, seed)
  const due = await seedRoll(tx, roll, { campaignId, changedBy: admin.id })
  const studied = await seedStudyResults(tx, due, {
    campaignId,
    at: season.studiedAt,
    habits: studiedWell,
    seed: `${seed} past`,
  })
  const window = { opensAt: season.opensAt, closesAt: season.closesAt }
  const online = await seedOnlineExam(tx, { ...row, ...window }, signer)

  const diary = diaryOf(season.opensAt, season.closesAt)
  const revoked = new Set(roll.changes.map(({ personId }) => personId))
  const entries = due.map((person): Registered & { first: Date | null } => {
    const sat = !revoked.has(person.id) && participates(person, seed)
    const random = createRandom(`past start ${seed} ${person.employeeNo}`)
    return { registrationId: uuidv7(), person, first: sat ? diary.some(random) : null }
  })
  await registerPeople(
    tx,
    { exam: online.exam, version: `${season.year}-1` },
    entries.map(({ first, ...entry }) => ({
      ...entry,
      pledgedAt: first && new Date(first.getTime() - 45_000),
    })),
  )
  const sitters = entries.flatMap(({ first, ...entry }): PastSitter[] => (first ? [{ ...entry, first }] : []))
  const results = await seedPastResults(making, online, {
    sitters,
    diary,
    abilityOf: (person) => ability(person, seed),
  })
  return [
    ...campaignHistory({ campaignId, examId: row.id, unitId, season, actor: admin, roll, studied }),
    ...results,
    {
      at: season.lockedAt,
      actor: admin,
      action: 'campaign.locked',
      subject: 'campaign',
      subjectId: campaignId,
      unitId,
    },
  ]
}
