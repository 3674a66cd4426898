import {
  type QuestionStep,
  questionSteps,
  type StepRefusal,
  takeQuestionStep,
} from '#app/domain/question-steps.ts'
import { ok, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudits } from '#db/queries/audit.ts'
import { updateVersion, type VersionRow } from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'
import { insertReviews, listVersionsOf, lockNewestVersions } from '#db/queries/review.ts'

import { isUuid } from '../statistics/scope.ts'
import { actorOf, type BankStaff, personOf } from './bank-staff.ts'

/** A version, as the reader saw it. */
export type VersionKey = { questionId: string; version: number }

/**
 * `changed`: it is not the newest version, or no longer in that state. `case-split`: questions of one case would be in use
 * with different materials.
 */
export type ReviewRefusal = StepRefusal | 'not-found' | 'case-split'

/** As `Result`; what cannot take the step is named, and then nothing does. */
export type StepTaken =
  { ok: true; value: { taken: number } } | { ok: false; refusal: ReviewRefusal | 'none'; code: string | null }

type Act = { step: Exclude<QuestionStep, 'approved'>; comment: string }

/**
 * Takes versions a step on (`questionSteps`): submits, withdraws, sends back, discards or retires them. All of them or
 * none, with a review row and an audit row each. What is not retired must be the newest version of its question, as the
 * reader saw it; an approved version may be retired under a newer draft, which stays.
 */
export function takeSteps(staff: BankStaff, keys: readonly VersionKey[], act: Act): Promise<StepTaken> {
  return staff.db.transaction(async (tx): Promise<StepTaken> => {
    if (keys.length === 0) return { ok: false, refusal: 'none', code: null }
    const ids = [...new Set(keys.map(({ questionId }) => questionId).filter(isUuid))]
    // Locks the questions in the order of their ids: their versions follow one another.
    const newest = await lockNewestVersions(tx, ids)
    const versions = await listVersionsOf(tx, [...newest.keys()])
    const moved: VersionRow[] = []
    for (const key of keys) {
      const own = versions.filter(({ questionId }) => questionId === key.questionId)
      const refusal = refusalOf(staff, { key, own, act })
      const version = own.find(({ version }) => version === key.version)
      if (refusal || !version)
        return { ok: false, refusal: refusal ?? 'changed', code: newest.get(key.questionId)?.code ?? null }
      moved.push(version)
    }
    await record(tx, staff, { moved, act })
    return ok({ taken: moved.length })
  })
}

/** As `takeSteps`, for one version. */
export async function takeStep(
  staff: BankStaff,
  key: VersionKey,
  act: Act,
): Promise<Result<null, ReviewRefusal>> {
  const taken = await takeSteps(staff, [key], act)
  if (taken.ok) return ok(null)
  if (taken.refusal === 'none') throw new Error('One key is not none.')
  return { ok: false, refusal: taken.refusal }
}

type Looked = { key: VersionKey; own: readonly VersionRow[]; act: Act }

function refusalOf(staff: BankStaff, { key, own, act }: Looked): ReviewRefusal | null {
  const [newest] = own
  if (!newest) return 'not-found'
  const version = own.find(({ version }) => version === key.version)
  if (!version || (act.step !== 'retired' && version !== newest)) return 'changed'
  const taken = takeQuestionStep(act.step, version, { who: personOf(staff), comment: act.comment })
  return taken.ok ? null : taken.refusal
}

async function record(
  tx: Db,
  staff: BankStaff,
  { moved, act }: { moved: readonly VersionRow[]; act: Act },
): Promise<void> {
  const at = await readInstant(tx)
  const { step, comment } = act
  for (const { id } of moved) await updateVersion(tx, id, { state: questionSteps[step].to })
  await insertReviews(
    tx,
    moved.map(({ id }) => ({ questionVersionId: id, step, comment, accountId: staff.accountId, at })),
  )
  await appendAudits(
    tx,
    moved.map(({ questionId, version, digest }) => ({
      at,
      actor: actorOf(staff),
      action: `question.${step}`,
      subject: 'question',
      subjectId: questionId,
      detail: { version, digest, comment },
    })),
  )
}
