import { refuse, ok, type Result } from './result.ts'

export type QuestionState = 'draft' | 'in-review' | 'approved' | 'retired'
export type QuestionStep = 'submitted' | 'withdrawn' | 'sent-back' | 'approved' | 'discarded' | 'retired'

type Rule = {
  from: QuestionState
  to: QuestionState
  /** `author`: who wrote the version; `second-person`: a reviewer who did not. */
  by: 'author' | 'second-person'
  /** Whether a reason must be given. */
  reason: boolean
}

/**
 * Every step of a version from draft to retired, and who takes it. Nothing else changes a state, but for two steps that
 * follow from another: a version that a newer one takes the place of is retired with it (`editQuestion`, rule L9).
 */
export const questionSteps = {
  submitted: { from: 'draft', to: 'in-review', by: 'author', reason: false },
  withdrawn: { from: 'in-review', to: 'draft', by: 'author', reason: false },
  'sent-back': { from: 'in-review', to: 'draft', by: 'second-person', reason: true },
  approved: { from: 'in-review', to: 'approved', by: 'second-person', reason: false },
  discarded: { from: 'draft', to: 'retired', by: 'author', reason: false },
  retired: { from: 'approved', to: 'retired', by: 'second-person', reason: true },
} as const satisfies Record<QuestionStep, Rule>

/** Somebody at the bank, and a version as they find it. `authorId` null: it came with the product. */
export type Person = { accountId: string; isAuthor: boolean; isReviewer: boolean }
export type SteppedVersion = { state: QuestionState; authorId: string | null }

/** `own`: nobody decides about what they wrote. `changed`: it is in another state. */
export type StepRefusal = 'not-allowed' | 'own' | 'changed' | 'no-comment'

/**
 * Decides whether somebody may take a step.
 *
 * @param comment What they say with it; trimmed.
 * @returns The state the version is in afterwards.
 */
export function takeQuestionStep(
  step: QuestionStep,
  version: SteppedVersion,
  { who, comment }: { who: Person; comment: string },
): Result<QuestionState, StepRefusal> {
  const rule: Rule = questionSteps[step]
  const own = version.authorId === who.accountId
  if (!(rule.by === 'author' ? who.isAuthor : who.isReviewer)) return refuse('not-allowed')
  if (rule.by === 'author' && !own) return refuse('not-allowed')
  if (rule.by === 'second-person' && own) return refuse('own')
  if (version.state !== rule.from) return refuse('changed')
  return rule.reason && comment === '' ? refuse('no-comment') : ok(rule.to)
}
