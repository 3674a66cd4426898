import type { MultipleScoring } from '#app/domain/grading.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { ExamRow } from '#db/queries/attempts.ts'
import {
  countDue,
  countRegistered,
  findOwnExam,
  listOwnCampaigns,
  listOwnExams,
  type OwnExam,
} from '#db/queries/exam-drafts.ts'
import { readInstant } from '#db/queries/instant.ts'
import { Blueprint, type Mix, sizeOf } from '#question-bank/blueprint.ts'

import { type Administrator, regionOfAdministrator } from '../administration/administrator.ts'
import type { ExamProof } from '../administration/exam-proof.ts'
import { proveExam } from '../administration/prove-exam.ts'
import { quotasFor } from '../blueprints/prove-draft.ts'
import { isUuid } from '../statistics/scope.ts'
import { examDigest } from './exam-digest.ts'
import { obstacleOf, type PublishObstacle } from './publish-exam.ts'

export type ExamLine = Pick<
  ExamRow,
  'id' | 'titleZh' | 'titleEn' | 'kind' | 'opensAt' | 'closesAt' | 'publishedAt' | 'archivedAt' | 'passMarks'
> & {
  campaignZh: string
  campaignEn: string
  items: number
  fullMarks: number
}

const mostListed = 300

/** The exams of the region's own campaigns: drafts, published ones, and drafts that were put away. */
export async function listExamDrafts(administrator: Administrator): Promise<{
  drafts: ExamLine[]
  published: ExamLine[]
  archived: ExamLine[]
  /** Without a campaign there is nothing to make an exam in. */
  hasCampaign: boolean
}> {
  const region = regionOfAdministrator(administrator)
  const lines = (await listOwnExams(administrator.db, region, mostListed)).map(lineOf)
  const campaigns = await listOwnCampaigns(administrator.db, region)
  return {
    drafts: lines.filter(({ publishedAt, archivedAt }) => !publishedAt && !archivedAt),
    published: lines.filter(({ publishedAt }) => publishedAt),
    archived: lines.filter(({ archivedAt }) => archivedAt),
    hasCampaign: campaigns.some(({ lockedAt }) => !lockedAt),
  }
}

function lineOf({ exam, campaign }: OwnExam): ExamLine {
  const { id, titleZh, titleEn, kind, opensAt, closesAt, publishedAt, archivedAt, passMarks, fullMarks } =
    exam
  return {
    ...{ id, titleZh, titleEn, kind, opensAt, closesAt, publishedAt, archivedAt, passMarks, fullMarks },
    ...{ campaignZh: campaign.nameZh, campaignEn: campaign.nameEn },
    items: sizeOf(Blueprint.parse(exam.rules.blueprint)).items,
  }
}

export type ExamView = Omit<ExamLine, 'items'> &
  Pick<ExamRow, 'durationMs' | 'maxTries' | 'lawDate' | 'release'> & {
    campaign: { id: string; nameZh: string; nameEn: string; lockedAt: Date | null }
    unitZh: string
    unitEn: string
    multipleScoring: MultipleScoring
    blueprint: Blueprint
    quotas: Mix[]
    proof: ExamProof
    /** Names the state that is shown: publishing another one is refused. */
    base: string
    obstacle: PublishObstacle | null
    /** How many people are due on the roll, and would be entered. */
    due: number
    /** How many people are entered. */
    registered: number
    /** No exam counts for the campaign yet: an online one will. */
    willCount: boolean
  }

/** An exam of the region with the proof that the bank can fill its papers. */
export async function readExamView(
  administrator: Administrator,
  examId: string,
): Promise<Result<ExamView, 'not-found'>> {
  const { db } = administrator
  const found = isUuid(examId) ? await findOwnExam(db, regionOfAdministrator(administrator), examId) : null
  if (!found) return refuse('not-found')
  const { exam, campaign, unit } = found
  const blueprint = Blueprint.parse(exam.rules.blueprint)
  const { durationMs, maxTries, lawDate, release, rules } = exam
  const { id, nameZh, nameEn, lockedAt, countingExamId } = campaign
  const { items: _, ...line } = lineOf(found)
  return ok({
    ...line,
    ...{ durationMs, maxTries, lawDate, release, multipleScoring: rules.multipleScoring, blueprint },
    ...{ campaign: { id, nameZh, nameEn, lockedAt }, unitZh: unit.nameZh, unitEn: unit.nameEn },
    quotas: quotasFor(blueprint),
    proof: await proveExam(db, exam),
    base: examDigest(exam),
    obstacle: obstacleOf(found, await readInstant(db)),
    due: await countDue(db, campaign.id),
    registered: await countRegistered(db, exam.id),
    willCount: countingExamId === null && exam.kind === 'online',
  })
}
