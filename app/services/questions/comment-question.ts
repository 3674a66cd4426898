import { ok, refuse, type Result } from '#app/domain/result.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { listVersions } from '#db/queries/bank-pages.ts'
import { readInstant } from '#db/queries/instant.ts'
import { insertComment } from '#db/queries/question-comments.ts'

import { isUuid } from '../statistics/scope.ts'
import { actorOf, type BankStaff, mayRead } from './bank-staff.ts'
import type { VersionKey } from './take-step.ts'

const longestComment = 2000

/** `empty`, `too-long`: what was said is no comment of 1 to 2,000 signs. */
export type CommentRefusal = 'not-found' | 'empty' | 'too-long'

/** Says something about a version, for authors and reviewers to read. What was said stays. */
export function commentQuestion(
  staff: BankStaff,
  { questionId, version }: VersionKey,
  comment: string,
): Promise<Result<null, CommentRefusal>> {
  return staff.db.transaction(async (tx): Promise<Result<null, CommentRefusal>> => {
    const versions = mayRead(staff) && isUuid(questionId) ? await listVersions(tx, questionId) : []
    if (!versions.some((one) => one.version === version)) return refuse('not-found')
    const said = comment.trim()
    if (said === '') return refuse('empty')
    if (said.length > longestComment) return refuse('too-long')
    const at = await readInstant(tx)
    await insertComment(tx, { questionId, version, comment: said, accountId: staff.accountId, at })
    await appendAudit(tx, {
      at,
      actor: actorOf(staff),
      action: 'question.commented',
      subject: 'question',
      subjectId: questionId,
      detail: { version, comment: said },
    })
    return ok(null)
  })
}
