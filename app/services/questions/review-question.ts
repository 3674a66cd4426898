import { takeQuestionStep } from '#app/domain/question-steps.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { appendAudits } from '#db/queries/audit.ts'
import type { VersionRow } from '#db/queries/bank-pages.ts'
import { findSplitCase } from '#db/queries/cases.ts'
import { readInstant } from '#db/queries/instant.ts'
import {
  approveVersions,
  insertReviews,
  lockNewestVersions,
  type NewestVersion,
  retireOverlapped,
} from '#db/queries/review.ts'

import { isUuid } from '../statistics/scope.ts'
import { actorOf, type BankStaff, isReviewer, personOf } from './bank-staff.ts'
import { type ReviewRefusal, takeStep, type VersionKey } from './take-step.ts'

export type { ReviewRefusal, VersionKey } from './take-step.ts'

/** Hands a draft to a second person. Only its author does. */
export const submitQuestion = (author: BankStaff, key: VersionKey): Promise<Result<null, ReviewRefusal>> =>
  takeStep(author, key, { step: 'submitted', comment: '' })

/** A batch at most: what a page can show and a person can answer for at once. */
export const mostApprovals = 500

/** As `Result`; what cannot be approved is named, and then nothing is. */
export type BatchApproval =
  | { ok: true; value: { approved: number } }
  | { ok: false; refusal: 'none' | 'too-many' | 'not-allowed' }
  | { ok: false; refusal: ReviewRefusal; first: VersionKey & { code: string | null } }

/**
 * Approves versions: from now on they may be asked while the law they cite is in force. Approved versions of the same
 * questions that could be asked on the same days are retired (rule L9). All of them or none.
 *
 * @param keys 1 to `mostApprovals` versions in review; one named twice counts once.
 * @returns For a refusal of one version, the first in the order of `keys` that cannot be approved.
 * @see docs/rules/law-change.md
 */
export function approveBatch(
  reviewer: BankStaff,
  keys: readonly VersionKey[],
  comment: string,
): Promise<BatchApproval> {
  return reviewer.db.transaction(async (tx): Promise<BatchApproval> => {
    if (!isReviewer(reviewer)) return refuse('not-allowed')
    if (keys.length === 0) return refuse('none')
    if (keys.length > mostApprovals) return refuse('too-many')
    const ids = keys.map(({ questionId }) => questionId).filter(isUuid)
    const newest = await lockNewestVersions(tx, [...new Set(ids)])
    for (const key of keys) {
      const refusal = refusalOfKey(reviewer, key, newest.get(key.questionId))
      if (refusal) return { ok: false, refusal, first: nameOf(key, newest) }
    }
    const approved = [...newest.values()]
    const split = await findSplitCase(
      tx,
      approved.map(({ id }) => id),
    )
    const torn = split !== null && keys.find((key) => newest.get(key.questionId)?.caseCode === split)
    if (torn) return { ok: false, refusal: 'case-split', first: nameOf(torn, newest) }
    await approveAll(tx, reviewer, { approved, comment })
    return ok({ approved: approved.length })
  })
}

/** Approves one version, as `approveBatch` does. */
export async function approveQuestion(
  reviewer: BankStaff,
  key: VersionKey,
  comment: string,
): Promise<Result<null, ReviewRefusal>> {
  const done = await approveBatch(reviewer, [key], comment)
  if (done.ok) return ok(null)
  // One key is neither none nor too many.
  if (done.refusal === 'none' || done.refusal === 'too-many') throw new Error(`One key is ${done.refusal}.`)
  return refuse(done.refusal)
}

/** Sends a version back to its author, with what is to be improved. */
export const sendBackQuestion = (
  reviewer: BankStaff,
  key: VersionKey,
  comment: string,
): Promise<Result<null, ReviewRefusal>> => takeStep(reviewer, key, { step: 'sent-back', comment })

function refusalOfKey(
  reviewer: BankStaff,
  key: VersionKey,
  newest: VersionRow | undefined,
): ReviewRefusal | null {
  if (!newest) return 'not-found'
  if (newest.version !== key.version) return 'changed'
  const taken = takeQuestionStep('approved', newest, { who: personOf(reviewer), comment: '' })
  return taken.ok ? null : taken.refusal
}

const nameOf = (key: VersionKey, newest: ReadonlyMap<string, NewestVersion>) => ({
  ...key,
  code: newest.get(key.questionId)?.code ?? null,
})

type Approved = { approved: readonly NewestVersion[]; comment: string }

async function approveAll(tx: Db, reviewer: BankStaff, { approved, comment }: Approved): Promise<void> {
  const ids = approved.map(({ id }) => id)
  const at = await readInstant(tx)
  const retired = await retireOverlapped(tx, ids)
  await approveVersions(tx, ids, { approverId: reviewer.accountId, at })
  await insertReviews(
    tx,
    ids.map((id) => ({
      questionVersionId: id,
      step: 'approved' as const,
      comment,
      accountId: reviewer.accountId,
      at,
    })),
  )
  await appendAudits(
    tx,
    approved.map(({ questionId, version, digest }) => ({
      at,
      actor: actorOf(reviewer),
      action: 'question.approved',
      subject: 'question',
      subjectId: questionId,
      detail: {
        version,
        digest,
        comment,
        retired: retired.filter((one) => one.questionId === questionId).map((one) => one.version),
      },
    })),
  )
}
