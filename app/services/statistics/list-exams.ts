import { addCounts, type Counts, type PassRateBasis, type Rates, ratesOf } from '#app/domain/rates.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import { readInstant } from '#db/queries/instant.ts'
import { countByUnit, type ExamOfCampaign, listPublishedExams } from '#db/queries/statistics.ts'

import type { CampaignFacts, ExamFacts, UnitFacts } from './read-statistics.ts'
import { countingScope, regionsOf, type StatisticsReader, topsOf } from './scope.ts'

/** One exam in the list, with its headline figures; `figures` null: an older exam, counted only when opened. */
export type ExamSummary = {
  exam: Pick<ExamFacts, 'id' | 'kind' | 'titleZh' | 'titleEn' | 'opensAt' | 'closesAt' | 'drawn'>
  isCountingExam: boolean
  unit: Pick<UnitFacts, 'id' | 'nameZh' | 'nameEn'>
  figures: { counts: Counts; rates: Rates; basis: PassRateBasis } | null
}

export type CampaignSummary = {
  campaign: Pick<CampaignFacts, 'id' | 'nameZh' | 'nameEn' | 'cutOff' | 'lockedAt'>
  exams: ExamSummary[]
}

/** Counting one exam of a city takes a good part of a second: the list counts the newest, and what a year stands on. */
const countedExams = 4

/**
 * The campaigns and published exams of the reader's region, newest first, with headline figures.
 *
 * @returns `not-allowed`: the reader has no region to see figures of.
 */
export async function listExams(reader: StatisticsReader): Promise<Result<CampaignSummary[], 'not-allowed'>> {
  const regions = regionsOf(reader, ['administrator', 'liaison'])
  if (regions.length === 0) return refuse('not-allowed')
  const seen: { found: ExamOfCampaign; unit: UnitFacts }[] = []
  for (const found of await listPublishedExams(reader.db)) {
    const [unit] = await topsOf(reader.db, regions, found.campaign.unitId)
    if (unit) seen.push({ found, unit })
  }
  const summaries = new Map<string, CampaignSummary>()
  for (const [index, { found, unit }] of seen.entries()) {
    const { id, nameZh, nameEn, cutOff, lockedAt, countingExamId } = found.campaign
    const counted = index < countedExams || (countingExamId === found.exam.id && lockedAt === null)
    const summary = summaries.get(id) ?? { campaign: { id, nameZh, nameEn, cutOff, lockedAt }, exams: [] }
    summary.exams.push(await summaryOf(reader, { found, unit, counted }))
    summaries.set(id, summary)
  }
  return ok([...summaries.values()])
}

async function summaryOf(
  reader: StatisticsReader,
  { found, unit, counted }: { found: ExamOfCampaign; unit: UnitFacts; counted: boolean },
): Promise<ExamSummary> {
  const { exam, campaign } = found
  const { id, kind, titleZh, titleEn, opensAt, closesAt, drawn } = exam
  return {
    exam: { id, kind, titleZh, titleEn, opensAt, closesAt, drawn },
    isCountingExam: campaign.countingExamId === id,
    unit: { id: unit.id, nameZh: unit.nameZh, nameEn: unit.nameEn },
    figures: counted ? await headline(reader, found, unit.id) : null,
  }
}

async function headline({ db }: StatisticsReader, found: ExamOfCampaign, unitId: string) {
  const scope = countingScope(found, unitId, await readInstant(db))
  const counts = addCounts(await countByUnit(db, scope))
  const basis = found.campaign.passRateBasis
  return { counts, rates: ratesOf(counts, basis, scope.released), basis }
}
