import { uuidv7 } from 'uuidv7'

import { insertRows } from '#db/queries/insert-rows.ts'
import { blueprints } from '#db/schema/blueprints.ts'
import { exams } from '#db/schema/campaigns.ts'
import { examTemplates } from '#question-bank/blueprint.ts'

import { requireStaff } from './accounts.ts'
import { dayOf } from './calendar.ts'
import { examRow } from './exam-rows.ts'
import type { History } from './history.ts'
import type { Making } from './making.ts'
import { requireUnit } from './organisation.ts'

/**
 * What the city's administrator has prepared: a blueprint with a common part and one of the law that the candidate's own
 * department enforces, and an exam made from it that waits to be published.
 */
export async function seedDraftExam(making: Making, campaignId: string): Promise<History> {
  const { tx, calendar, organisation, staff } = making
  const admin = requireStaff(staff, 'admin')
  const unitId = requireUnit(organisation.unitIds, 'city')
  const template = examTemplates.find(({ id }) => id === 'own-law-online')
  if (!template) throw new Error('There is no exam template own-law-online.')
  const { blueprint, durationMinutes, passMarks } = template
  const kept = { id: uuidv7(), unitId, blueprint, durationMinutes, passMarks }
  const names = {
    nameZh: '云川市网上考试（含本部门执法领域）',
    nameEn: 'Yunchuan online exam with an own part',
  }
  const made = { changedBy: admin.id, changedAt: calendar.at(-4, 10) }
  await insertRows(tx, blueprints, [{ ...kept, ...names, ...made }])

  const opensAt = calendar.at(25, 8)
  const row = examRow({
    template: 'own-law-online',
    campaignId,
    titleZh: `${calendar.current.year}年度“谁执法谁普法”专项考试`,
    titleEn: `Exam on the law that each department enforces ${calendar.current.year}`,
    multipleScoring: 'all-or-nothing',
    publishedAt: null,
    lawDate: dayOf(opensAt),
  })
  await insertRows(tx, exams, [{ ...row, opensAt, closesAt: calendar.at(39, 18) }])
  const about = { actor: admin, unitId }
  return [
    { ...about, at: made.changedAt, action: 'blueprint.made', subject: 'blueprint', subjectId: kept.id },
    { ...about, at: calendar.at(-3, 15), action: 'exam.drafted', subject: 'exam', subjectId: row.id },
  ]
}
