import type { Db } from '#db/client.ts'
import { countAccounts, listExamsOf } from '#db/queries/administration.ts'
import { listCentres } from '#db/queries/centres.ts'
import { listSittingIdsOfCentres, listSittings } from '#db/queries/sitting-lists.ts'
import { type CampaignRow, listCampaigns } from '#db/queries/statistics.ts'

import { type SittingSummary, summaryOf } from '../sittings/list-sittings.ts'
import { regionsOf, topsOf } from '../statistics/scope.ts'
import { type Administrator, regionOfAdministrator } from './administrator.ts'
import { type FillProof, fillProofOf } from './fill-proof.ts'
import { proveExam } from './prove-exam.ts'

export type ExamLine = {
  id: string
  titleZh: string
  titleEn: string
  kind: 'online' | 'centre'
  publishedAt: Date | null
  opensAt: Date | null
  closesAt: Date | null
  proof: FillProof
}

export type Overview = {
  accounts: { all: number; notActivated: number; locked: number; disabled: number }
  campaigns: {
    id: string
    nameZh: string
    nameEn: string
    cutOff: string
    frozenAt: Date | null
    lockedAt: Date | null
    /** It is the region's own: its exams are made here. Otherwise the region only takes part. */
    isOwn: boolean
    exams: ExamLine[]
  }[]
  /** The newest first. */
  sittings: SittingSummary[]
}

/** What an administrator answers for: accounts, campaigns with exams, sittings of the region. */
export async function readOverview(administrator: Administrator, now: Date): Promise<Overview> {
  const { db } = administrator
  const region = regionOfAdministrator(administrator)
  const campaigns = await listOwnCampaigns(administrator)
  const exams = await listExamLines(db, campaigns)
  const centres = await listCentres(db, region)
  const sittingIds = await listSittingIdsOfCentres(
    db,
    centres.map(({ id }) => id),
  )
  return {
    accounts: await countAccounts(db, region, now),
    campaigns: campaigns.map(({ id, nameZh, nameEn, cutOff, frozenAt, lockedAt, isOwn }) => ({
      ...{ id, nameZh, nameEn, cutOff, frozenAt, lockedAt, isOwn },
      exams: exams.filter(({ campaignId }) => campaignId === id).map(({ line }) => line),
    })),
    sittings: (await listSittings(db, sittingIds)).map((row) => summaryOf(row, now)).reverse(),
  }
}

type OwnCampaign = CampaignRow & { isOwn: boolean }

/** The campaigns that the region takes part in: its own, and those of the units above it. */
async function listOwnCampaigns(administrator: Administrator): Promise<OwnCampaign[]> {
  const regions = regionsOf(administrator, ['administrator'])
  const own: OwnCampaign[] = []
  for (const campaign of await listCampaigns(administrator.db)) {
    const [top] = await topsOf(administrator.db, regions, campaign.unitId)
    if (top) own.push({ ...campaign, isOwn: top.id === campaign.unitId })
  }
  return own
}

/** Published exams, and of the region's own campaigns the drafts. */
async function listExamLines(db: Db, campaigns: readonly OwnCampaign[]) {
  const own = new Set(campaigns.filter(({ isOwn }) => isOwn).map(({ id }) => id))
  const ids = campaigns.map(({ id }) => id)
  const lines: { campaignId: string; line: ExamLine }[] = []
  for (const exam of await listExamsOf(db, ids)) {
    if (exam.archivedAt || (!exam.publishedAt && !own.has(exam.campaignId))) continue
    const { id, titleZh, titleEn, kind, publishedAt, opensAt, closesAt } = exam
    const proof = fillProofOf(await proveExam(db, exam))
    lines.push({
      campaignId: exam.campaignId,
      line: { id, titleZh, titleEn, kind, publishedAt, opensAt, closesAt, proof },
    })
  }
  return lines
}
