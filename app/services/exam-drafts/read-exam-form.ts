import { pointsText } from '#app/domain/blueprint-draft.ts'
import { dayText, type ExamDraft, momentText } from '#app/domain/exam-draft.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import { listBlueprints } from '#db/queries/blueprints.ts'
import { findOwnExam, listOwnCampaigns, type OwnExam } from '#db/queries/exam-drafts.ts'
import { Blueprint, examTemplates, sizeOf } from '#question-bank/blueprint.ts'

import { type Administrator, regionOfAdministrator } from '../administration/administrator.ts'
import { findBlueprintSource } from '../blueprints/find-source.ts'
import { isUuid } from '../statistics/scope.ts'
import { examDigest } from './exam-digest.ts'

const mostOffered = 300

/** What the forms of an exam choose from. */
export type ExamChoices = {
  campaigns: { id: string; nameZh: string; nameEn: string }[]
  /** `name` null: a shipped template, named by the catalogue. */
  sources: { id: string; nameZh: string | null; nameEn: string | null; fullMarks: number }[]
}

/** The region's campaigns that are not locked, and what an exam can be copied from. */
async function readExamChoices(administrator: Administrator): Promise<ExamChoices> {
  const region = regionOfAdministrator(administrator)
  const campaigns = await listOwnCampaigns(administrator.db, region)
  const own = await listBlueprints(administrator.db, region, mostOffered)
  const marksOf = (blueprint: unknown) => {
    const read = Blueprint.safeParse(blueprint)
    return read.success ? sizeOf(read.data).marks : null
  }
  return {
    campaigns: campaigns
      .filter(({ lockedAt }) => !lockedAt)
      .map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
    sources: [
      ...own.flatMap(({ id, nameZh, nameEn, archivedAt, blueprint }) => {
        const fullMarks = archivedAt ? null : marksOf(blueprint)
        return fullMarks === null ? [] : [{ id, nameZh, nameEn, fullMarks }]
      }),
      ...examTemplates.map(({ id, blueprint }) => ({
        ...{ id, nameZh: null, nameEn: null },
        fullMarks: sizeOf(blueprint).marks,
      })),
    ],
  }
}

/** What the form of a new exam begins with. @param from A template or blueprint; another word: the first template. */
export async function readNewExam(
  administrator: Administrator,
  { from, now }: { from: string; now: Date },
): Promise<{ from: string; draft: ExamDraft; choices: ExamChoices }> {
  const choices = await readExamChoices(administrator)
  const isOffered = choices.sources.some(({ id }) => id === from)
  const chosen = isOffered ? from : (choices.sources[0]?.id ?? '')
  const draft = await fillFromSource(administrator, chosen, emptyExam(now))
  return { from: chosen, choices, draft }
}

function emptyExam(now: Date): ExamDraft {
  const opensAt = nextMorning(now)
  return {
    ...{ kind: 'online', titleZh: '', titleEn: '', minutes: '60', passPoints: '60', tries: '1' },
    ...{ opensAt: momentText(opensAt), closesAt: momentText(twoWeeksLater(opensAt)) },
    lawDate: dayText(opensAt),
    ...{ multipleScoring: 'all-or-nothing', release: 'at-once' },
  }
}

/** Takes kind, time, pass mark and tries from a template or a blueprint; one that does not exist changes nothing. */
export async function fillFromSource(
  administrator: Administrator,
  from: string,
  draft: ExamDraft,
): Promise<ExamDraft> {
  const region = regionOfAdministrator(administrator)
  const source = await findBlueprintSource(administrator.db, region, from)
  if (!source) return draft
  const { kind, durationMinutes, passMarks, maxTries, templateId } = source
  const filled = { ...draft, minutes: String(durationMinutes), passPoints: pointsText(passMarks) }
  return templateId ? { ...filled, kind, tries: String(maxTries) } : filled
}

const DAY = 86_400_000
/** Eight o'clock in China is the UTC day's midnight. */
const nextMorning = (now: Date) => new Date((Math.floor(now.getTime() / DAY) + 2) * DAY)
const twoWeeksLater = (at: Date) => new Date(at.getTime() + 13 * DAY + 10 * 3_600_000)

/** The draft of an exam as its form shows it; `published`: it is not changed any more. */
export async function readExamForm(
  administrator: Administrator,
  examId: string,
): Promise<
  Result<{ view: OwnExam; draft: ExamDraft; base: string; choices: ExamChoices }, 'not-found' | 'published'>
> {
  const region = regionOfAdministrator(administrator)
  const view = isUuid(examId) ? await findOwnExam(administrator.db, region, examId) : null
  if (!view) return refuse('not-found')
  const { exam } = view
  if (exam.publishedAt) return refuse('published')
  const { kind, titleZh, titleEn, lawDate, release, rules } = exam
  return ok({
    view,
    base: examDigest(exam),
    choices: await readExamChoices(administrator),
    draft: {
      ...{ kind, titleZh, titleEn, lawDate, release, multipleScoring: rules.multipleScoring },
      minutes: String(Math.round(exam.durationMs / 60_000)),
      passPoints: pointsText(exam.passMarks),
      tries: String(exam.maxTries),
      opensAt: exam.opensAt ? momentText(exam.opensAt) : '',
      closesAt: exam.closesAt ? momentText(exam.closesAt) : '',
    },
  })
}
