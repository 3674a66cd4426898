import { findQuestionById } from '#db/queries/bank-pages.ts'
import { readQueue } from '#db/queries/review-queue.ts'

import { isUuid } from '../statistics/scope.ts'
import { type BankStaff, isReviewer } from './bank-staff.ts'

/**
 * The question that a reviewer goes on with after one: the next that waits for them by its code, else the one
 * before it. Null when nothing waits.
 *
 * @returns `was`: the code of the question they come from.
 */
export async function nextInQueue(
  staff: BankStaff,
  questionId: string,
): Promise<{ questionId: string; was: string } | null> {
  const question =
    isReviewer(staff) && isUuid(questionId) ? await findQuestionById(staff.db, questionId) : null
  if (!question) return null
  const queue = await readQueue(staff.db, { reviewerId: staff.accountId, code: question.code })
  const next = queue.next ?? queue.previous
  return next && { questionId: next.questionId, was: question.code }
}
