import { addCounts, type Counts } from '#app/domain/rates.ts'
import { ok, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import {
  type ListedPerson,
  listPeopleOfExam,
  type PeopleList,
  peopleLists,
} from '#db/queries/statistics-people.ts'
import { countByUnit } from '#db/queries/statistics.ts'

import { type UnitFacts, unitFacts } from './read-statistics.ts'
import { resolveScope, type Scope, type NamedReader, type StatisticsRefusal } from './scope.ts'

export type PeopleRequest = {
  examId: string
  unitId?: string | undefined
  list: PeopleList
  /** From 1. */
  page: number
}

export type PeopleView = {
  exam: Pick<Scope['exam'], 'id' | 'titleZh' | 'titleEn'>
  unit: UnitFacts
  trail: UnitFacts[]
  list: PeopleList
  people: ListedPerson[]
  total: number
  page: number
  pageCount: number
  /** How long each list is. */
  sizes: Record<PeopleList, number>
}

const peoplePerPage = 50

/** The list that an address names; the people who have not sat unless it names one. */
export function peopleListOf(name: string | null): PeopleList {
  return peopleLists.find((list) => list === name) ?? 'not-sat'
}

/**
 * The people behind a figure, a page at a time. Every reading writes an audit row in its own transaction.
 *
 * @returns the refusals of `readStatistics`.
 */
export async function readPeople(
  reader: NamedReader,
  request: PeopleRequest,
): Promise<Result<PeopleView, StatisticsRefusal>> {
  const scope = await resolveScope(reader, request)
  if (!scope.ok) return scope
  const { exam, unit, trail, counting } = scope.value
  const page = Math.max(1, Math.trunc(request.page))
  return reader.db.transaction(async (tx) => {
    const sizes = sizesOf(addCounts(await countByUnit(tx, counting)), counting.released)
    const window = { list: request.list, limit: peoplePerPage, offset: (page - 1) * peoplePerPage }
    const people = await listPeopleOfExam(tx, counting, window)
    await auditReading(tx, reader, { scope: scope.value, list: request.list, page, shown: people.length })
    return ok({
      exam: { id: exam.id, titleZh: exam.titleZh, titleEn: exam.titleEn },
      unit: unitFacts(unit),
      trail: trail.map(unitFacts),
      list: request.list,
      people,
      total: sizes[request.list],
      page,
      pageCount: Math.max(1, Math.ceil(sizes[request.list] / peoplePerPage)),
      sizes,
    })
  })
}

/** How many people stand on each list, by the figures: list and figure never disagree. */
function sizesOf(counts: Counts, released: boolean): Record<PeopleList, number> {
  return {
    'not-studied': counts.due - counts.studied,
    'not-sat': counts.due - counts.sat,
    'not-passed': released ? counts.sat - counts.passed : 0,
    passed: counts.passed,
    exempt: counts.exempt,
    voided: counts.voided,
  }
}

/** Writes down who read which list of people. */
export async function auditReading(
  tx: Db,
  reader: NamedReader,
  read: { scope: Scope; list: PeopleList | 'department'; page: number; shown: number },
): Promise<void> {
  await appendAudit(tx, {
    at: await readInstant(tx),
    actor: { id: reader.accountId, name: reader.name },
    action: 'statistics.people-read',
    subject: 'exam',
    subjectId: read.scope.exam.id,
    unitId: read.scope.unit.id,
    detail: { unit: read.scope.unit.code, list: read.list, page: read.page, shown: read.shown },
  })
}
