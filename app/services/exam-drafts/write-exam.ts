import { randomBytes } from 'node:crypto'

import type { ExamDraft, ExamFaults, JudgedExam } from '#app/domain/exam-draft.ts'
import { judgeExam } from '#app/domain/exam-draft.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import {
  insertExam,
  listOwnCampaigns,
  lockOwnExam,
  type OwnExam,
  updateExam,
} from '#db/queries/exam-drafts.ts'
import { readInstant } from '#db/queries/instant.ts'
import { Blueprint, sizeOf } from '#question-bank/blueprint.ts'

import { type Administrator, actorOf, regionOfAdministrator } from '../administration/administrator.ts'
import { findBlueprintSource } from '../blueprints/find-source.ts'
import { isUuid } from '../statistics/scope.ts'
import { examDigest } from './exam-digest.ts'

/** A form with faults changes nothing; they are named by field. */
export type FaultyExam = { ok: false; refusal: 'faulty'; faults: ExamFaults }
export type MakeRefusal = 'no-campaign' | 'locked' | 'no-blueprint'

/** Makes a draft of an exam in a campaign of the region, with a copy of a template or a blueprint. */
export function createExam(
  administrator: Administrator,
  { campaignId, from }: { campaignId: string; from: string },
  draft: ExamDraft,
): Promise<Result<{ examId: string }, MakeRefusal> | FaultyExam> {
  return administrator.db.transaction(async (tx) => {
    const region = regionOfAdministrator(administrator)
    const campaign = (await listOwnCampaigns(tx, region)).find(({ id }) => id === campaignId)
    if (!campaign) return refuse('no-campaign')
    if (campaign.lockedAt) return refuse('locked')
    const source = await findBlueprintSource(tx, region, from)
    if (!source) return refuse('no-blueprint')
    const { blueprint } = source
    const now = await readInstant(tx)
    const { judged, faults } = judgeExam(draft, { fullMarks: sizeOf(blueprint).marks, now })
    if (!judged) return { ok: false as const, refusal: 'faulty' as const, faults }
    const examId = await insertExam(tx, { campaignId, ...columnsOf(judged, blueprint), seed: newSeed() })
    await appendAudit(tx, {
      ...{ at: now, actor: actorOf(administrator), action: 'exam.drafted', unitId: campaign.unitId },
      ...{ subject: 'exam', subjectId: examId, detail: detailOf(judged, from) },
    })
    return ok({ examId })
  })
}

export type ChangeExamRefusal = 'not-found' | 'published' | 'archived' | 'locked' | 'changed' | 'no-blueprint'

/**
 * Changes a draft. What is published is not changed.
 *
 * @param base The state the form was filled from (`examDigest`).
 * @param from A template or blueprint to copy instead of what the exam asks now; empty: that stays.
 */
export function changeExam(
  administrator: Administrator,
  { examId, base, from }: { examId: string; base: string; from: string },
  draft: ExamDraft,
): Promise<Result<null, ChangeExamRefusal> | FaultyExam> {
  return administrator.db.transaction(async (tx) => {
    const found = await lockDraft(tx, administrator, examId)
    if (!found.ok) return found
    const { exam, campaign } = found.value
    if (examDigest(exam) !== base) return refuse('changed')
    const blueprint = await blueprintFor(tx, administrator, { exam, from })
    if (!blueprint) return refuse('no-blueprint')
    const now = await readInstant(tx)
    const { judged, faults } = judgeExam(draft, { fullMarks: sizeOf(blueprint).marks, now })
    if (!judged) return { ok: false as const, refusal: 'faulty' as const, faults }
    await updateExam(tx, exam.id, columnsOf(judged, blueprint))
    await appendAudit(tx, {
      ...{ at: now, actor: actorOf(administrator), action: 'exam.changed', unitId: campaign.unitId },
      ...{ subject: 'exam', subjectId: exam.id, detail: detailOf(judged, from) },
    })
    return ok(null)
  })
}

/** Puts a draft away, or takes it out again: nothing is deleted. Doing it twice changes nothing. */
export function archiveExam(
  administrator: Administrator,
  { examId, archived }: { examId: string; archived: boolean },
): Promise<Result<null, 'not-found' | 'published'>> {
  return administrator.db.transaction(async (tx) => {
    const found = await lockExam(tx, administrator, examId)
    if (!found) return refuse('not-found')
    const { exam, campaign } = found
    if (exam.publishedAt) return refuse('published')
    if ((exam.archivedAt !== null) === archived) return ok(null)
    const now = await readInstant(tx)
    await updateExam(tx, exam.id, { archivedAt: archived ? now : null })
    await appendAudit(tx, {
      ...{
        at: now,
        actor: actorOf(administrator),
        unitId: campaign.unitId,
        subject: 'exam',
        subjectId: exam.id,
      },
      action: archived ? 'exam.archived' : 'exam.restored',
    })
    return ok(null)
  })
}

/** Copies an exam, published or not, as a new draft of the same campaign: everything but the papers' seed. */
export function copyExam(
  administrator: Administrator,
  examId: string,
): Promise<Result<{ examId: string }, 'not-found' | 'locked'>> {
  return administrator.db.transaction(async (tx) => {
    const found = await lockExam(tx, administrator, examId)
    if (!found) return refuse('not-found')
    const { exam, campaign } = found
    if (campaign.lockedAt) return refuse('locked')
    const { id: _, ...columns } = exam
    const made = await insertExam(tx, {
      ...columns,
      titleZh: `${exam.titleZh.slice(0, 55)}（副本）`,
      titleEn: `${exam.titleEn.slice(0, 112)} (copy)`,
      ...{ seed: newSeed(), publishedAt: null, archivedAt: null },
    })
    await appendAudit(tx, {
      ...{ at: await readInstant(tx), actor: actorOf(administrator), action: 'exam.drafted' },
      ...{ unitId: campaign.unitId, subject: 'exam', subjectId: made },
      detail: { name: exam.titleZh, source: exam.id },
    })
    return ok({ examId: made })
  })
}

/** An exam of the region with its row locked; null: there is none. */
export async function lockExam(
  tx: Db,
  administrator: Administrator,
  examId: string,
): Promise<OwnExam | null> {
  return isUuid(examId) ? lockOwnExam(tx, regionOfAdministrator(administrator), examId) : null
}

/** As `lockExam`, for what only a draft allows. */
async function lockDraft(
  tx: Db,
  administrator: Administrator,
  examId: string,
): Promise<Result<OwnExam, 'not-found' | 'published' | 'archived' | 'locked'>> {
  const found = await lockExam(tx, administrator, examId)
  if (!found) return refuse('not-found')
  if (found.exam.publishedAt) return refuse('published')
  if (found.exam.archivedAt) return refuse('archived')
  return found.campaign.lockedAt ? refuse('locked') : ok(found)
}

async function blueprintFor(
  tx: Db,
  administrator: Administrator,
  { exam, from }: { exam: OwnExam['exam']; from: string },
): Promise<Blueprint | null> {
  if (from === '') return Blueprint.parse(exam.rules.blueprint)
  return (await findBlueprintSource(tx, regionOfAdministrator(administrator), from))?.blueprint ?? null
}

function columnsOf({ multipleScoring, ...judged }: JudgedExam, blueprint: Blueprint) {
  return {
    ...judged,
    rules: { blueprint, multipleScoring },
    fullMarks: sizeOf(blueprint).marks,
    // Who is due at a centre is drawn; online it is everybody on the roll.
    drawn: judged.kind === 'centre',
  }
}

/** Every paper's seed is made from it, so nobody may guess it. */
const newSeed = () => randomBytes(16).toString('hex')

function detailOf({ titleZh, opensAt, closesAt, ...judged }: JudgedExam, source: string) {
  const { kind, durationMs, passMarks, maxTries, lawDate, multipleScoring, release } = judged
  return {
    ...{ name: titleZh, kind, durationMs, passMarks, maxTries, lawDate, multipleScoring, release, source },
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
  }
}
