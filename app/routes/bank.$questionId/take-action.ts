import { data } from '@remix-run/server-runtime'

import { commentQuestion } from '#app/services/questions/comment-question.ts'
import { approveQuestion } from '#app/services/questions/review-question.ts'
import { takeStep, type VersionKey } from '#app/services/questions/take-step.ts'
import type { BankStaff } from '#app/services/questions/bank-staff.ts'
import { type Intent, intents } from './answer.ts'

/** What a button of the page sent. */
export type Sent = { intent: Intent; key: VersionKey; comment: string }

/** @throws {Response} 400: no button of the page sends this. */
export function readAct(form: FormData, questionId: string): Sent {
  const intent = intents.find((known) => known === form.get('intent'))
  if (!intent) throw data(null, { status: 400 })
  const said = form.get('comment')
  const comment = typeof said === 'string' ? said.trim() : ''
  return { intent, key: { questionId, version: Number(form.get('version')) }, comment }
}

/** Does it. A comment of a review is cut where a comment of its own would be refused. */
export function takeAct(staff: BankStaff, { intent, key, comment }: Sent) {
  const said = comment.slice(0, 2000)
  if (intent === 'commented') return commentQuestion(staff, key, comment)
  if (intent === 'approved') return approveQuestion(staff, key, said)
  return takeStep(staff, key, { step: intent, comment: said })
}
