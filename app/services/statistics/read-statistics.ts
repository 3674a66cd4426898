import { type Counts, type PassRateBasis, type Rates, ratesOf } from '#app/domain/rates.ts'
import { ok, type Result } from '#app/domain/result.ts'
import { readInstant } from '#db/queries/instant.ts'
import { type Correction, listCorrections } from '#db/queries/statistics-people.ts'
import { countByUnit, listUnitsBelow, type UnitRow } from '#db/queries/statistics.ts'

import { rollUp, type UnitLine } from './roll-up.ts'
import { resolveScope, type Scope, type StatisticsReader, type StatisticsRefusal } from './scope.ts'

/** Figures of one exam below one unit. Every rate is a numerator and a denominator; marks are hundredths. */
export type StatisticsView = {
  exam: ExamFacts
  campaign: CampaignFacts
  unit: UnitFacts
  /** From the highest unit the reader may see down to `unit`. */
  trail: UnitFacts[]
  /** How many levels below the unit have rows. */
  depth: number
  /** What `rates.pass` is divided by. */
  basis: PassRateBasis
  rows: (UnitLine & { rates: Rates })[]
  /** Everybody below the unit, each once: not always the sum of rows of several levels. */
  total: { counts: Counts; rates: Rates }
  asOf: Date
  /** When scores will be shown; null: they are. Until then nothing here rests on them. */
  resultsFrom: Date | null
  /** What was changed after the lock, newest first; empty before. */
  corrections: Correction[]
}

export type ExamFacts = Pick<
  Scope['exam'],
  'id' | 'kind' | 'titleZh' | 'titleEn' | 'fullMarks' | 'passMarks' | 'drawn' | 'opensAt' | 'closesAt'
>
export type CampaignFacts = Pick<
  Scope['campaign'],
  | 'id'
  | 'nameZh'
  | 'nameEn'
  | 'cutOff'
  | 'frozenAt'
  | 'lockedAt'
  | 'studyTotalTarget'
  | 'studyCompulsoryTarget'
> & { isCountingExam: boolean }
export type UnitFacts = Pick<UnitRow, 'id' | 'level' | 'code' | 'nameZh' | 'nameEn'>

/** `unitId`: the highest unit the reader may see unless told. `depth`: 0 to 3 levels of rows, 1 unless told. */
export type StatisticsRequest = { examId: string; unitId?: string | undefined; depth?: number | undefined }

const deepest = 3

/**
 * Reads the figures of an exam per unit, as the records are at this moment.
 *
 * @returns `not-found`: no such exam or unit, or another region's exam; `not-allowed`: a unit outside the
 * reader's region, or a reader without a role over any.
 * @see docs/rules/statistics.md
 */
export async function readStatistics(
  reader: StatisticsReader,
  request: StatisticsRequest,
): Promise<Result<StatisticsView, StatisticsRefusal>> {
  const scope = await resolveScope(reader, request)
  return scope.ok ? ok(await viewStatistics(reader, scope.value, request.depth)) : scope
}

/** The figures of a scope that was already found to be the reader's. */
export async function viewStatistics(
  { db }: StatisticsReader,
  scope: Scope,
  wantedDepth = 1,
): Promise<StatisticsView> {
  const { exam, campaign, unit, counting } = scope
  const asOf = await readInstant(db)
  const below = await listUnitsBelow(db, unit.id)
  const counted = await countByUnit(db, counting)
  const depth = Math.min(Math.max(Math.trunc(wantedDepth), 0), deepest)
  const { lines, total } = rollUp(unit, { below, counted, depth })
  const basis = campaign.passRateBasis
  return {
    exam: examFacts(exam),
    campaign: campaignFacts(campaign, exam.id),
    unit: unitFacts(unit),
    trail: scope.trail.map(unitFacts),
    depth,
    basis,
    rows: lines.map((line) => ({ ...line, rates: ratesOf(line.counts, basis, counting.released) })),
    total: { counts: total, rates: ratesOf(total, basis, counting.released) },
    asOf,
    resultsFrom: counting.released ? null : exam.closesAt,
    corrections: campaign.lockedAt ? await listCorrections(db, counting, campaign.lockedAt) : [],
  }
}

function examFacts({
  id,
  kind,
  titleZh,
  titleEn,
  fullMarks,
  passMarks,
  drawn,
  opensAt,
  closesAt,
}: Scope['exam']): ExamFacts {
  return { id, kind, titleZh, titleEn, fullMarks, passMarks, drawn, opensAt, closesAt }
}

function campaignFacts(campaign: Scope['campaign'], examId: string): CampaignFacts {
  const { id, nameZh, nameEn, cutOff, frozenAt, lockedAt, studyTotalTarget, studyCompulsoryTarget } = campaign
  const isCountingExam = campaign.countingExamId === examId
  return {
    id,
    nameZh,
    nameEn,
    cutOff,
    frozenAt,
    lockedAt,
    studyTotalTarget,
    studyCompulsoryTarget,
    isCountingExam,
  }
}

export function unitFacts({ id, level, code, nameZh, nameEn }: UnitRow): UnitFacts {
  return { id, level, code, nameZh, nameEn }
}
