import { deadlineOf, mayEnter, type StartRules } from '#app/domain/clock.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import {
  type AttemptRow,
  type ExamRow,
  insertAttempt,
  listAttempts,
  lockAttempt,
  lockRegistration,
  lockSitting,
  type RegistrationRow,
  requireExam,
  requirePersonUnit,
  type SittingRow,
  updateAttempt,
  updateSitting,
} from '#db/queries/attempts.ts'
import { appendAudit, theProgram } from '#db/queries/audit.ts'
import { readInstant } from '#db/queries/instant.ts'
import { notify } from '#db/queries/notify.ts'
import { findSittingUnit } from '#db/queries/staff.ts'

import type { BankMemory } from '../papers/bank-memory.ts'
import { preparePaper } from '../papers/prepare-paper.ts'
import { type AttemptView, viewAttempt } from './attempt-view.ts'
import { firstDigest } from './chain.ts'

export type StartRefusal =
  | 'not-found'
  | 'not-checked-in'
  | 'not-started'
  | 'too-late'
  | 'window-closed'
  | 'no-tries-left'
  | 'attempt-over'
  | 'machine-held'
  | 'hand-over-needed'

export type CandidateContext = {
  db: Db
  personId: string
  accountId: string
  name: string
  /** Digest of the login session: the machine of one browser profile. */
  sessionDigest: string
  /** Keeps the bank for many starts; without one, each reads it. */
  memory?: BankMemory
}

export type StartRequest = {
  registrationId: string
  takeOver?: boolean | undefined
  /** Only go on with this attempt; never begin another try. */
  attemptId?: string | undefined
}

export type Started = { created: boolean; generation: number; view: AttemptView }

/**
 * Starts an attempt, or goes on with the open one: the same login session gets the same machine; another one is
 * refused, unless it takes over (online, or where the proctor opened a hand-over).
 *
 * @see docs/rules/machines.md
 */
export function startAttempt(
  candidate: CandidateContext,
  request: StartRequest,
): Promise<Result<Started, StartRefusal>> {
  return candidate.db.transaction(async (tx) => {
    const registration = await lockRegistration(tx, { ...request, personId: candidate.personId })
    if (!registration) return refuse('not-found')
    const exam = await requireExam(tx, registration.examId)
    const attempts = await listAttempts(tx, registration.id)
    const open = attempts.find((attempt) => attempt.state === 'answering' || attempt.state === 'paused')
    if (request.attemptId && open?.id !== request.attemptId) return refuse('attempt-over')
    if (open) {
      const resumed = await resume(tx, candidate, { exam, open, takeOver: request.takeOver === true })
      if (!resumed.ok) return resumed
      if (resumed.value) return ok(resumed.value)
      if (request.attemptId) return refuse('attempt-over')
    }
    // An attempt that was closed while we waited may have been voided: what decides is how it stands now.
    const settled = open ? await listAttempts(tx, registration.id) : attempts
    return begin(tx, candidate, { exam, registration, attempts: settled })
  })
}

/** Goes on with an open attempt. A null value: it was closed while we waited for its lock. */
async function resume(
  tx: Db,
  candidate: CandidateContext,
  { exam, open, takeOver }: { exam: ExamRow; open: AttemptRow; takeOver: boolean },
): Promise<Result<Started | null, StartRefusal>> {
  const attempt = await lockAttempt(tx, open.id)
  const now = await readInstant(tx)
  if (!attempt || (attempt.state !== 'answering' && attempt.state !== 'paused')) return ok(null)
  if (attempt.sessionDigest === candidate.sessionDigest) {
    return ok({ created: false, generation: attempt.generation, view: await viewAttempt(tx, attempt, now) })
  }
  if (!takeOver) return refuse('machine-held')
  if (exam.kind === 'centre' && !attempt.handOverOpenedAt) return refuse('hand-over-needed')

  const taken = await updateAttempt(tx, attempt.id, {
    generation: attempt.generation + 1,
    savedSeq: 0,
    sessionDigest: candidate.sessionDigest,
    handOverOpenedAt: null,
  })
  await appendAudit(tx, {
    at: now,
    actor: { id: candidate.accountId, name: candidate.name },
    action: 'attempt.taken-over',
    subject: 'attempt',
    subjectId: attempt.id,
    unitId: (await requirePersonUnit(tx, candidate.personId)).unitId,
    detail: { generation: taken.generation },
  })
  await announceMachine(tx, taken)
  return ok({ created: false, generation: taken.generation, view: await viewAttempt(tx, taken, now) })
}

async function announceMachine(tx: Db, attempt: AttemptRow): Promise<void> {
  if (!attempt.sittingId) return
  await notify(tx, {
    sittingId: attempt.sittingId,
    registrationId: attempt.registrationId,
    kind: 'machine',
    payload: { attemptId: attempt.id, generation: attempt.generation },
  })
}

type Entering = { exam: ExamRow; registration: RegistrationRow; attempts: readonly AttemptRow[] }

const lateRefusal = { centre: 'too-late', online: 'window-closed' } as const

async function begin(
  tx: Db,
  candidate: CandidateContext,
  { exam, registration, attempts }: Entering,
): Promise<Result<Started, StartRefusal>> {
  if (!hasTriesLeft(exam, attempts)) return refuse('no-tries-left')

  // The sitting's row is locked before the clock is read: pauses and given time move through it.
  const sitting = registration.sittingId ? await lockSitting(tx, registration.sittingId) : null
  const now = await readInstant(tx)
  const rules = entryRules(exam, { registration, sitting, now })
  if (!rules.ok) return rules
  // While the room is paused, the late limit stands still with it.
  if (mayEnter(rules.value, sitting?.pausedAt ?? now) === 'too-late') return refuse(lateRefusal[exam.kind])
  if (sitting && !sitting.startedAt) await markStarted(tx, sitting)

  const tryNo = Math.max(0, ...attempts.map((attempt) => attempt.tryNo)) + 1
  const { id: registrationId, personId } = registration
  const paper = await preparePaper(tx, exam, { registrationId, personId, tryNo, now }, candidate.memory)
  const { unitId } = await requirePersonUnit(tx, candidate.personId)
  const attempt = await insertAttempt(tx, {
    ...newAttempt({ exam, registration, sitting, candidate }),
    tryNo,
    paperId: paper.id,
    startedAt: now,
    deadlineAt: deadlineOf(rules.value, now),
    chainHead: Buffer.alloc(0),
  })
  const begun = await updateAttempt(tx, attempt.id, {
    chainHead: firstDigest({ attemptId: attempt.id, paperDigest: paper.digest, rules: exam.rules }),
  })
  await appendAudit(tx, {
    at: now,
    actor: { id: candidate.accountId, name: candidate.name },
    action: 'attempt.started',
    subject: 'attempt',
    subjectId: attempt.id,
    unitId,
    detail: { examId: exam.id, registrationId: registration.id, tryNo, paper: paper.digest },
  })
  if (sitting)
    await notify(tx, {
      sittingId: sitting.id,
      registrationId: registration.id,
      kind: 'answers',
      payload: { state: begun.state },
    })
  return ok({ created: true, generation: begun.generation, view: await viewAttempt(tx, begun, now) })
}

/** Rule R3: whoever was voided for a violation may not sit again; annulled attempts count as nothing. */
function hasTriesLeft(exam: ExamRow, attempts: readonly AttemptRow[]): boolean {
  const counted = attempts.filter((attempt) => attempt.state !== 'annulled')
  const tries = exam.kind === 'centre' ? 1 : exam.maxTries
  return counted.length < tries && !counted.some((attempt) => attempt.state === 'void')
}

type Door = { registration: RegistrationRow; sitting: SittingRow | null; now: Date }

/** Whether the door is open, and by which rules the deadline is computed. */
function entryRules(exam: ExamRow, door: Door): Result<StartRules, StartRefusal> {
  return exam.kind === 'online' ? onlineRules(exam, door.now) : centreRules(exam, door)
}

function onlineRules(exam: ExamRow, now: Date): Result<StartRules, StartRefusal> {
  if (!exam.opensAt || !exam.closesAt || !exam.publishedAt || now < exam.opensAt) return refuse('not-started')
  return ok({ kind: 'online', durationMs: exam.durationMs, closesAt: exam.closesAt })
}

function centreRules(exam: ExamRow, { registration, sitting, now }: Door): Result<StartRules, StartRefusal> {
  if (!sitting) return refuse('not-started')
  if (!registration.checkedInAt) return refuse('not-checked-in')
  if (sitting.closedAt) return refuse('too-late')
  const startedAt = sitting.startedAt ?? (now >= sitting.startsAt ? sitting.startsAt : null)
  if (!startedAt) return refuse('not-started')
  return ok({
    kind: 'centre',
    durationMs: exam.durationMs,
    sittingStartedAt: startedAt,
    givenMs: sitting.givenMs,
    pausedMs: sitting.pausedMs,
    lateLimitMs: exam.lateLimitMs,
  })
}

/** The sitting starts by itself at its time: the first who enters, or the closer's tick, writes it down. */
async function markStarted(tx: Db, sitting: SittingRow): Promise<void> {
  await updateSitting(tx, sitting.id, { startedAt: sitting.startsAt })
  await appendAudit(tx, {
    at: sitting.startsAt,
    actor: theProgram,
    action: 'sitting.started',
    subject: 'sitting',
    subjectId: sitting.id,
    unitId: await findSittingUnit(tx, sitting.id),
  })
  await notify(tx, {
    sittingId: sitting.id,
    kind: 'started',
    payload: { startedAt: sitting.startsAt.toISOString() },
  })
}

function newAttempt(at: {
  exam: ExamRow
  registration: RegistrationRow
  sitting: SittingRow | null
  candidate: CandidateContext
}) {
  const pausedAt = at.sitting?.pausedAt ?? null
  return {
    examId: at.exam.id,
    registrationId: at.registration.id,
    personId: at.registration.personId,
    sittingId: at.sitting?.id ?? null,
    // Who enters while the room is paused starts paused: the clock stands since the room's pause began.
    state: pausedAt ? ('paused' as const) : ('answering' as const),
    pausedAt,
    graceMs: at.exam.graceMs,
    sessionDigest: at.candidate.sessionDigest,
  }
}
