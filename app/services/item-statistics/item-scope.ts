import { isReleased } from '#app/domain/release.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import { readInstant } from '#db/queries/instant.ts'
import { type ExamOfCampaign, findExamOfCampaign } from '#db/queries/statistics.ts'

import { mayRead } from '../questions/bank-staff.ts'
import { isUuid, type NamedReader, regionsOf, topsOf } from '../statistics/scope.ts'

export type ItemRefusal = 'not-found' | 'not-allowed'

export type ItemScope = ExamOfCampaign & {
  now: Date
  released: boolean
  /** Authors and reviewers see stems, options and keys; administrators see codes, laws and figures. */
  seesContent: boolean
}

/**
 * Who may see the figures of an exam's items (rule IA16). They are made of everybody who sat, so an administrator of
 * a part of the exam's region has no share in them; authors and reviewers have the whole bank.
 *
 * @returns `not-found`: no such published exam, or another region's; `not-allowed`: a part of its region only, or no
 * role here.
 */
export async function resolveItemScope(
  reader: NamedReader,
  examId: string,
): Promise<Result<ItemScope, ItemRefusal>> {
  const seesContent = mayRead(reader)
  const regions = regionsOf(reader, ['administrator'])
  if (!seesContent && regions.length === 0) return refuse('not-allowed')
  const found = isUuid(examId) ? await findExamOfCampaign(reader.db, examId) : null
  if (!found?.exam.publishedAt) return refuse('not-found')
  if (!seesContent) {
    const [top] = await topsOf(reader.db, regions, found.campaign.unitId)
    if (!top) return refuse('not-found')
    if (top.id !== found.campaign.unitId) return refuse('not-allowed')
  }
  const now = await readInstant(reader.db)
  return ok({ ...found, now, released: isReleased(found.exam, now), seesContent })
}
