import type { Db } from '#db/client.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import {
  insertReview,
  listVersions,
  lockQuestion,
  type ReviewRow,
  updateVersion,
  type VersionRow,
} from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'

import { isUuid } from '../statistics/scope.ts'
import { actorOf, type BankStaff, isAuthor, isReviewer } from './bank-staff.ts'

/** `own`: nobody approves what they wrote. `changed`: it is not the newest version, or no longer in that state. */
export type ReviewRefusal = 'not-found' | 'not-allowed' | 'own' | 'changed' | 'no-comment'

/** A version, as the reader saw it. */
export type VersionKey = { questionId: string; version: number }

/** Hands a draft to a second person. Only its author does. */
export function submitQuestion(author: BankStaff, key: VersionKey): Promise<Result<null, ReviewRefusal>> {
  return onVersion(author, key, 'draft', async (tx, { version, at }) => {
    if (!isAuthor(author) || version.authorId !== author.accountId) return refuse('not-allowed')
    await updateVersion(tx, version.id, { state: 'in-review' })
    await record(tx, author, { version, at, step: 'submitted', comment: '' })
    return ok(null)
  })
}

/** Approves a version: from now on it may be asked, and the version before it no longer. */
export function approveQuestion(
  reviewer: BankStaff,
  key: VersionKey,
  comment: string,
): Promise<Result<null, ReviewRefusal>> {
  return onVersion(reviewer, key, 'in-review', async (tx, { version, at, others }) => {
    const refusal = refusalOf(reviewer, version)
    if (refusal) return refuse(refusal)
    for (const other of others) {
      if (other.state === 'approved') await updateVersion(tx, other.id, { state: 'retired' })
    }
    await updateVersion(tx, version.id, {
      state: 'approved',
      approverId: reviewer.accountId,
      approvedAt: at,
    })
    await record(tx, reviewer, { version, at, step: 'approved', comment })
    return ok(null)
  })
}

/** Sends a version back to its author, with what is to be improved. */
export function sendBackQuestion(
  reviewer: BankStaff,
  key: VersionKey,
  comment: string,
): Promise<Result<null, ReviewRefusal>> {
  return onVersion(reviewer, key, 'in-review', async (tx, { version, at }) => {
    const refusal = refusalOf(reviewer, version)
    if (refusal) return refuse(refusal)
    if (comment === '') return refuse('no-comment')
    await updateVersion(tx, version.id, { state: 'draft' })
    await record(tx, reviewer, { version, at, step: 'sent-back', comment })
    return ok(null)
  })
}

function refusalOf(reviewer: BankStaff, version: VersionRow): ReviewRefusal | null {
  if (!isReviewer(reviewer)) return 'not-allowed'
  return version.authorId === reviewer.accountId ? 'own' : null
}

type Found = { version: VersionRow; others: VersionRow[]; at: Date }

function onVersion(
  { db }: BankStaff,
  key: VersionKey,
  state: VersionRow['state'],
  act: (tx: Db, found: Found) => Promise<Result<null, ReviewRefusal>>,
): Promise<Result<null, ReviewRefusal>> {
  return db.transaction(async (tx): Promise<Result<null, ReviewRefusal>> => {
    const question = isUuid(key.questionId) ? await lockQuestion(tx, key.questionId) : null
    const [version, ...others] = question ? await listVersions(tx, question.id) : []
    if (!version) return refuse('not-found')
    if (version.version !== key.version || version.state !== state) return refuse('changed')
    return act(tx, { version, others, at: await readInstant(tx) })
  })
}

type Step = { version: VersionRow; at: Date } & Pick<ReviewRow, 'step' | 'comment'>

async function record(tx: Db, staff: BankStaff, { version, at, step, comment }: Step): Promise<void> {
  await insertReview(tx, { questionVersionId: version.id, step, comment, accountId: staff.accountId, at })
  await appendAudit(tx, {
    at,
    actor: actorOf(staff),
    action: `question.${step}`,
    subject: 'question',
    subjectId: version.questionId,
    detail: { version: version.version, digest: version.digest, comment },
  })
}
