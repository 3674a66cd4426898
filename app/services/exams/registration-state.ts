import { mayEnter, type StartRules } from '#app/domain/clock.ts'
import type { AttemptRow, ExamRow, RegistrationRow, SittingRow } from '#db/queries/attempts.ts'

/** How a registration stands for its candidate: it decides what they should do next. */
export type RegistrationState =
  'upcoming' | 'check-in' | 'waiting' | 'open' | 'answering' | 'handed-in' | 'missed' | 'closed'

export type RegistrationStanding = {
  state: RegistrationState
  /** From when and until when one may begin; null where no sitting has been fixed yet. */
  opensAt: Date | null
  closesAt: Date | null
  /** The attempt under way, or the last one. */
  attemptId: string | null
  triesUsed: number
  triesLeft: number
}

export type RegistrationFacts = {
  exam: ExamRow
  registration: Pick<RegistrationRow, 'checkedInAt'>
  sitting: SittingRow | null
  /** Without annulled ones, oldest first. */
  attempts: readonly AttemptRow[]
}

/** Candidates are asked to the proctor this long before the start. */
const CHECK_IN_OPENS_MS = 60 * 60_000

/**
 * How a registration stands at `now`.
 *
 * The same limits as at the start of an attempt hold here, from the same rules, so that no page promises a door
 * that the server keeps shut.
 */
export function standingOf(facts: RegistrationFacts, now: Date): RegistrationStanding {
  const tries = facts.exam.kind === 'centre' ? 1 : facts.exam.maxTries
  const triesUsed = facts.attempts.length
  const last = facts.attempts[facts.attempts.length - 1] ?? null
  return {
    ...doorOf(facts, now),
    state: stateOf(facts, { last, triesLeft: tries - triesUsed }, now),
    attemptId: last?.id ?? null,
    triesUsed,
    triesLeft: Math.max(0, tries - triesUsed),
  }
}

function stateOf(
  facts: RegistrationFacts,
  { last, triesLeft }: { last: AttemptRow | null; triesLeft: number },
  now: Date,
): RegistrationState {
  const over = last && stateOfAttempt(last)
  if (over && (over !== 'handed-in' || triesLeft <= 0)) return over
  const door = facts.exam.kind === 'online' ? onlineDoor(facts, now) : centreDoor(facts, now)
  if (door !== 'shut') return door
  return over ?? 'missed'
}

function stateOfAttempt({ state }: AttemptRow): 'answering' | 'closed' | 'handed-in' {
  if (state === 'answering' || state === 'paused') return 'answering'
  return state === 'void' ? 'closed' : 'handed-in'
}

type Door = 'upcoming' | 'check-in' | 'waiting' | 'open' | 'shut'

function onlineDoor({ exam }: RegistrationFacts, now: Date): Door {
  const { opensAt, closesAt } = exam
  if (!opensAt || !closesAt || !exam.publishedAt || now < opensAt) return 'upcoming'
  return mayEnter({ kind: 'online', durationMs: exam.durationMs, closesAt }, now) === 'yes' ? 'open' : 'shut'
}

function centreDoor({ exam, registration, sitting }: RegistrationFacts, now: Date): Door {
  if (!sitting) return 'upcoming'
  const startedAt = sitting.startedAt ?? sitting.startsAt
  // While the room is paused, the late limit stands still with it.
  const late = mayEnter(centreRules(exam, sitting, startedAt), sitting.pausedAt ?? now) === 'too-late'
  if (sitting.closedAt || late) return 'shut'
  if (!registration.checkedInAt) {
    return startedAt.getTime() - now.getTime() > CHECK_IN_OPENS_MS ? 'upcoming' : 'check-in'
  }
  return sitting.startedAt || now >= sitting.startsAt ? 'open' : 'waiting'
}

function doorOf(
  { exam, sitting }: RegistrationFacts,
  now: Date,
): { opensAt: Date | null; closesAt: Date | null } {
  if (exam.kind === 'online') return { opensAt: exam.opensAt, closesAt: exam.closesAt }
  if (!sitting) return { opensAt: null, closesAt: null }
  const opensAt = sitting.startedAt ?? sitting.startsAt
  const stoodMs = sitting.pausedAt ? Math.max(0, now.getTime() - sitting.pausedAt.getTime()) : 0
  const limitMs = exam.lateLimitMs + sitting.givenMs + sitting.pausedMs + stoodMs
  return { opensAt, closesAt: new Date(opensAt.getTime() + limitMs) }
}

const centreRules = (exam: ExamRow, sitting: SittingRow, sittingStartedAt: Date): StartRules => ({
  kind: 'centre',
  durationMs: exam.durationMs,
  sittingStartedAt,
  givenMs: sitting.givenMs,
  pausedMs: sitting.pausedMs,
  lateLimitMs: exam.lateLimitMs,
})
