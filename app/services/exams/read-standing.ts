import { type ClockReading, readClock } from '#app/domain/clock.ts'
import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { Db } from '#db/client.ts'
import { findAttemptNow, findReceipt } from '#db/queries/attempts.ts'
import { countHeld, findPlacedRegistration, listAttemptsWithReceipts } from '#db/queries/candidate.ts'
import { readInstant } from '#db/queries/instant.ts'
import { listPendingMessages } from '#db/queries/room.ts'

import { type RegistrationState, standingOf } from './registration-state.ts'

type Message = { id: string; text: string; sentAt: Date }
type Candidate = { db: Db; personId: string }

/** How an attempt stands: little enough to be asked for every few seconds, where the socket is not to be had. */
export type AttemptStanding = {
  state: 'open' | 'closed' | 'void'
  clock: ClockReading
  receiptId: string | null
  closedBy: 'candidate' | 'server' | 'proctor' | null
  /** Answers that came too late or from an old machine and wait for a person's decision. */
  heldAnswers: number
  /** Of the proctor, not yet acknowledged. */
  messages: Message[]
}

/** Reads how one's own attempt stands, by the database's clock. */
export async function readAttemptStanding(
  { db, personId }: Candidate,
  attemptId: string,
): Promise<Result<AttemptStanding, 'not-found'>> {
  const standing = await findAttemptNow(db, { attemptId, personId })
  // An annulled attempt counts as nothing, and there is no receipt to wait for.
  if (!standing || standing.attempt.state === 'annulled') return refuse('not-found')
  const { attempt, now } = standing
  const open = attempt.state === 'answering' || attempt.state === 'paused'
  return ok({
    state: open ? 'open' : attempt.state === 'void' ? 'void' : 'closed',
    clock: readClock(attempt, now),
    receiptId: (await findReceipt(db, attemptId))?.id ?? null,
    closedBy: attempt.closedBy,
    heldAnswers: await countHeld(db, { examId: attempt.examId, attemptId }),
    messages: await messagesTo(db, attempt),
  })
}

/** How the waiting page stands: whether the door is open, by the server's clock. */
export type WaitingStanding = {
  state: RegistrationState
  now: Date
  opensAt: Date | null
  closesAt: Date | null
  attemptId: string | null
  receiptId: string | null
  messages: Message[]
}

/** Reads how one's own registration stands, by the database's clock. */
export async function readWaitingStanding(
  { db, personId }: Candidate,
  registrationId: string,
): Promise<Result<WaitingStanding, 'not-found'>> {
  const row = await findPlacedRegistration(db, { registrationId, personId })
  if (!row) return refuse('not-found')
  const attempts = await listAttemptsWithReceipts(db, [registrationId])
  const now = await readInstant(db)
  const { state, opensAt, closesAt, attemptId } = standingOf(
    { ...row, attempts: attempts.map(({ attempt }) => attempt) },
    now,
  )
  const receiptId = attempts[attempts.length - 1]?.receiptId ?? null
  const messages = await messagesTo(db, { registrationId, sittingId: row.registration.sittingId })
  return ok({ state, now, opensAt, closesAt, attemptId, receiptId, messages })
}

async function messagesTo(
  db: Db,
  to: { sittingId: string | null; registrationId: string },
): Promise<Message[]> {
  if (!to.sittingId) return []
  const rows = await listPendingMessages(db, { sittingId: to.sittingId, registrationId: to.registrationId })
  return rows.map(({ id, text, sentAt }) => ({ id, text, sentAt }))
}
