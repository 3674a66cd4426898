import { ok, refuse, type Result } from '#app/domain/result.ts'
import { type ListedPerson, listPeopleOfExam, type PeopleList } from '#db/queries/statistics-people.ts'
import { type ExamOfCampaign, findUnits, listPublishedExams } from '#db/queries/statistics.ts'

import { auditReading } from './read-people.ts'
import { type StatisticsView, unitFacts, type UnitFacts, viewStatistics } from './read-statistics.ts'
import { regionsOf, resolveScope, type NamedReader, topsOf } from './scope.ts'

/** The lists a liaison officer works through; a department has hundreds of people, not thousands. */
const chased = ['not-studied', 'not-sat', 'not-passed', 'exempt'] as const satisfies readonly PeopleList[]
export type ChasedList = (typeof chased)[number]

export type DepartmentView = {
  unit: UnitFacts
  /** The departments the officer keeps, when there are several. */
  departments: UnitFacts[]
  /** Null: no campaign of this department has a published exam yet. */
  current: { statistics: StatisticsView; lists: Record<ChasedList, ListedPerson[]> } | null
}

const longest = 1_000

/**
 * A liaison officer's own department: figures of the current campaign and who is still to study, sit or pass.
 * Reading the lists writes an audit row.
 *
 * @returns `not-allowed`: the reader is no liaison officer of that department; `not-found`: no such unit.
 */
export async function readDepartment(
  reader: NamedReader,
  wanted: { unitId?: string | undefined } = {},
): Promise<Result<DepartmentView, 'not-found' | 'not-allowed'>> {
  const ids = regionsOf(reader, ['liaison']).filter((id) => id !== null)
  const departments = await findUnits(reader.db, ids)
  const unit = wanted.unitId ? departments.find(({ id }) => id === wanted.unitId) : departments[0]
  if (!unit) return refuse('not-allowed')
  const view = { unit: unitFacts(unit), departments: departments.map(unitFacts) }

  const exam = await currentExam(reader, unit.id)
  if (!exam) return ok({ ...view, current: null })
  // The department alone, also for somebody who administers more.
  const alone = { ...reader, viewer: { roles: [{ role: 'liaison' as const, unitId: unit.id }] } }
  const scope = await resolveScope(alone, { examId: exam.exam.id, unitId: unit.id })
  if (!scope.ok) return scope
  return reader.db.transaction(async (tx) => {
    const inside = { ...alone, db: tx }
    const statistics = await viewStatistics(inside, scope.value)
    const people = new Map<ChasedList, ListedPerson[]>()
    for (const list of chased) {
      people.set(list, await listPeopleOfExam(tx, scope.value.counting, { list, limit: longest, offset: 0 }))
    }
    const lists = {
      'not-studied': people.get('not-studied') ?? [],
      'not-sat': people.get('not-sat') ?? [],
      'not-passed': people.get('not-passed') ?? [],
      exempt: people.get('exempt') ?? [],
    }
    const shown = Object.values(lists).reduce((sum, list) => sum + list.length, 0)
    await auditReading(tx, reader, { scope: scope.value, list: 'department', page: 1, shown })
    return ok({ ...view, current: { statistics, lists } })
  })
}

/** The exam that counts for the newest campaign of a department; without one, its newest published exam. */
async function currentExam(reader: NamedReader, unitId: string): Promise<ExamOfCampaign | null> {
  const own: ExamOfCampaign[] = []
  for (const found of await listPublishedExams(reader.db)) {
    if ((await topsOf(reader.db, [unitId], found.campaign.unitId)).length > 0) own.push(found)
  }
  const [newest] = own
  if (!newest) return null
  return (
    own.find(
      ({ exam, campaign }) => campaign.countingExamId === exam.id && campaign.id === newest.campaign.id,
    ) ?? newest
  )
}
