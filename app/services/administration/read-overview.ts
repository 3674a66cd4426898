import type { Db } from '#db/client.ts'
import { countAccounts, listExamsOf } from '#db/queries/administration.ts'
import { listAskable } from '#db/queries/bank.ts'
import { listCentres } from '#db/queries/centres.ts'
import { listSittingIdsOfCentres, listSittings } from '#db/queries/sitting-lists.ts'
import { type CampaignRow, listCampaigns } from '#db/queries/statistics.ts'

import { type SittingSummary, summaryOf } from '../sittings/list-sittings.ts'
import { regionsOf, topsOf } from '../statistics/scope.ts'
import { type Administrator, regionOfAdministrator } from './administrator.ts'
import { type FillProof, proveExam } from './prove-exam.ts'

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
  const exams = await listExamLines(
    db,
    campaigns.map(({ id }) => id),
  )
  const centres = await listCentres(db, region)
  const sittingIds = await listSittingIdsOfCentres(
    db,
    centres.map(({ id }) => id),
  )
  return {
    accounts: await countAccounts(db, region, now),
    campaigns: campaigns.map(({ id, nameZh, nameEn, cutOff, frozenAt, lockedAt }) => ({
      ...{ id, nameZh, nameEn, cutOff, frozenAt, lockedAt },
      exams: exams.filter(({ campaignId }) => campaignId === id).map(({ line }) => line),
    })),
    sittings: (await listSittings(db, sittingIds)).map((row) => summaryOf(row, now)).reverse(),
  }
}

/** The campaigns that the region takes part in: its own, and those of the units above it. */
async function listOwnCampaigns(administrator: Administrator): Promise<CampaignRow[]> {
  const regions = regionsOf(administrator, ['administrator'])
  const own: CampaignRow[] = []
  for (const campaign of await listCampaigns(administrator.db)) {
    if ((await topsOf(administrator.db, regions, campaign.unitId)).length > 0) own.push(campaign)
  }
  return own
}

async function listExamLines(db: Db, campaignIds: readonly string[]) {
  const askable = new Map<string, Awaited<ReturnType<typeof listAskable>>>()
  const lines: { campaignId: string; line: ExamLine }[] = []
  for (const exam of await listExamsOf(db, campaignIds)) {
    const bank = askable.get(exam.lawDate) ?? (await listAskable(db, exam.lawDate))
    askable.set(exam.lawDate, bank)
    const { id, titleZh, titleEn, kind, publishedAt, opensAt, closesAt } = exam
    const proof = proveExam(exam.rules, bank)
    lines.push({
      campaignId: exam.campaignId,
      line: { id, titleZh, titleEn, kind, publishedAt, opensAt, closesAt, proof },
    })
  }
  return lines
}
