import type { CommentRefusal } from '#app/services/questions/comment-question.ts'
import type { ReviewRefusal } from '#app/services/questions/take-step.ts'

/** What the buttons of the page do. */
export const intents = [
  'submitted',
  'withdrawn',
  'discarded',
  'approved',
  'sent-back',
  'retired',
  'commented',
] as const
export type Intent = (typeof intents)[number]
export type Refusal = Exclude<ReviewRefusal | CommentRefusal, 'not-found'>

/** What became of the last act on this page, when nothing did. */
export type Answer = { intent: Intent; refusal: Refusal; comment: string }

/** Whether a refusal is about what was typed: its own form says it. */
export const isMissing = (refusal: Refusal): boolean =>
  refusal === 'no-comment' || refusal === 'empty' || refusal === 'too-long'
