import { isReleased } from '#app/domain/release.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { readInstant } from '#db/queries/instant.ts'
import {
  type CampaignRow,
  type CountingScope,
  type ExamOfCampaign,
  findExamOfCampaign,
  findUnits,
  type UnitRow,
} from '#db/queries/statistics.ts'
import type { RoleName } from '#db/schema/organisation.ts'

/** Who asks for figures. Roles as the login read them: null as unit is the whole installation. */
export type StatisticsReader = {
  db: Db
  viewer: { roles: readonly { role: RoleName; unitId: string | null }[] }
}

/** Who asks for names: every reading of them is written down. */
export type NamedReader = StatisticsReader & { accountId: string; name: string }

export type StatisticsRefusal = 'not-found' | 'not-allowed'

export type Scope = {
  exam: ExamOfCampaign['exam']
  campaign: CampaignRow
  /** The unit whose figures are asked for. */
  unit: UnitRow
  /** From the highest unit the reader may see down to `unit`. */
  trail: UnitRow[]
  counting: CountingScope
}

/** Administrators see their region, liaison officers their department; everybody else nothing. */
const readingRoles: readonly RoleName[] = ['administrator', 'liaison']

/**
 * What a reader may see of an exam, and from which unit down.
 *
 * @returns `not-found`: there is no such exam or unit, or the exam is another region's; `not-allowed`: the
 * unit lies outside the reader's region, or the reader has no role here.
 */
export async function resolveScope(
  reader: StatisticsReader,
  wanted: { examId: string; unitId?: string | undefined },
): Promise<Result<Scope, StatisticsRefusal>> {
  const regions = regionsOf(reader, readingRoles)
  if (regions.length === 0) return refuse('not-allowed')
  const found = isUuid(wanted.examId) ? await findExamOfCampaign(reader.db, wanted.examId) : null
  if (!found) return refuse('not-found')

  const tops = await topsOf(reader.db, regions, found.campaign.unitId)
  const [highest] = tops
  if (!highest) return refuse('not-found')
  const unit = await wantedUnit(reader.db, wanted.unitId, highest)
  if (!unit) return refuse('not-found')
  const top = tops.find(({ id }) => unit.path.includes(id))
  if (!top) return refuse('not-allowed')

  const trail = await trailOf(reader.db, top, unit)
  const now = await readInstant(reader.db)
  return ok({ ...found, unit, trail, counting: countingScope(found, unit.id, now) })
}

/** The units a reader's roles of these kinds are limited to; null: no limit. */
export function regionsOf({ viewer }: StatisticsReader, roles: readonly RoleName[]): (string | null)[] {
  return [...new Set(viewer.roles.filter(({ role }) => roles.includes(role)).map(({ unitId }) => unitId))]
}

/**
 * The highest units that a reader with these regions may see of a campaign: the region itself where it lies
 * within the campaign's, the campaign's unit where it lies within the region. Empty: the campaign is another's.
 */
export async function topsOf(
  db: Db,
  regions: readonly (string | null)[],
  campaignUnitId: string,
): Promise<UnitRow[]> {
  const ids = regions.filter((region) => region !== null)
  const units = await findUnits(db, [...new Set([campaignUnitId, ...ids])])
  const campaignUnit = units.find(({ id }) => id === campaignUnitId)
  if (!campaignUnit) return []
  const seesAll = regions.includes(null) || ids.some((id) => campaignUnit.path.includes(id))
  if (seesAll) return [campaignUnit]
  return units
    .filter(({ id, path }) => ids.includes(id) && path.includes(campaignUnitId))
    .sort((one, other) => one.path.length - other.path.length || one.rank - other.rank)
}

async function wantedUnit(db: Db, unitId: string | undefined, top: UnitRow): Promise<UnitRow | null> {
  if (unitId === undefined) return top
  if (!isUuid(unitId)) return null
  const [unit] = await findUnits(db, [unitId])
  return unit ?? null
}

async function trailOf(db: Db, top: UnitRow, unit: UnitRow): Promise<UnitRow[]> {
  const ids = unit.path.slice(unit.path.indexOf(top.id))
  const units = new Map((await findUnits(db, ids)).map((step) => [step.id, step]))
  return ids.flatMap((id) => units.get(id) ?? [])
}

/** What the people of an exam are counted by, below one unit. */
export function countingScope({ exam, campaign }: ExamOfCampaign, unitId: string, now: Date): CountingScope {
  return {
    examId: exam.id,
    campaignId: campaign.id,
    drawn: exam.drawn,
    released: isReleased(exam, now),
    lockedAt: campaign.lockedAt,
    fullMarks: exam.fullMarks,
    studyTotalTarget: campaign.studyTotalTarget,
    studyCompulsoryTarget: campaign.studyCompulsoryTarget,
    unitId,
    whole: unitId === campaign.unitId,
  }
}

/** Whether a value from outside can be an id at all: the database refuses other text with an error. */
export function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
}
