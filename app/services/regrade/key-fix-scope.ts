import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Actor } from '#db/queries/audit.ts'
import { type ExamOfCampaign, findExamOfCampaign } from '#db/queries/statistics.ts'
import type { Region } from '#db/queries/regions.ts'

import { isAuthor, isReviewer } from '../questions/bank-staff.ts'
import { isUuid, type NamedReader, regionsOf, topsOf } from '../statistics/scope.ts'

/** Somebody at work on the corrections of an exam. */
export type KeyFixStaff = NamedReader

export type ScopeRefusal = 'not-found' | 'not-allowed'

/** What somebody may see of the corrections of an exam, and do about them (rule K2). */
export type KeyFixScope = ExamOfCampaign & {
  /** Authors and reviewers: the questions, and proposals. */
  bank: boolean
  /** Administrators: the effect on people of these units; null: on nobody. */
  region: Region | null
  /** Administrators of the whole exam: the decision. */
  decides: boolean
}

/**
 * @returns `not-allowed`: none of the roles; `not-found`: no such exam, one that is not published, or another region's.
 */
export async function resolveKeyFixScope(
  staff: KeyFixStaff,
  examId: string,
): Promise<Result<KeyFixScope, ScopeRefusal>> {
  const bank = isAuthor(staff) || isReviewer(staff)
  const regions = regionsOf(staff, ['administrator'])
  if (!bank && regions.length === 0) return refuse('not-allowed')
  const found = isUuid(examId) ? await findExamOfCampaign(staff.db, examId) : null
  if (!found?.exam.publishedAt) return refuse('not-found')
  const tops = regions.length > 0 ? await topsOf(staff.db, regions, found.campaign.unitId) : []
  const unitIds = tops.map(({ id }) => id)
  if (!bank && unitIds.length === 0) return refuse('not-found')
  return ok({ ...found, bank, ...administered(unitIds, found.campaign.unitId) })
}

function administered(unitIds: string[], campaignUnitId: string): Pick<KeyFixScope, 'region' | 'decides'> {
  if (unitIds.includes(campaignUnitId)) return { region: 'everywhere', decides: true }
  return { region: unitIds.length > 0 ? { unitIds } : null, decides: false }
}

export const actorOf = ({ accountId, name }: KeyFixStaff): Actor => ({ id: accountId, name })

/** Where the page shows what was written: as long as a form lets it be. */
export const longestReason = 500
