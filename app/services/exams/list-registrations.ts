import { isReleased } from '#app/domain/release.ts'
import type { Db } from '#db/client.ts'
import {
  type AttemptWithReceipt,
  listAttemptsWithReceipts,
  listPlacedRegistrations,
  type PlacedRegistration,
} from '#db/queries/candidate.ts'

import { listScoreCorrections, type ScoreCorrection } from '../receipts/score-corrections.ts'
import { type ExamFacts, factsOf } from './exam-facts.ts'
import { type RegistrationState, standingOf } from './registration-state.ts'

/** Where and when somebody sits a centre exam. */
export type SittingPlace = {
  id: string
  startsAt: Date
  startedAt: Date | null
  centreZh: string
  centreEn: string
  address: string
  roomZh: string
  roomEn: string
  seatNumber: number | null
  ticketNo: string | null
}

/** One closed attempt. Score (points) and pass are null until the exam's release rule allows. */
export type TryResult = {
  receiptId: string
  tryNo: number
  closedAt: Date
  score: number | null
  passed: boolean | null
  void: boolean
  /** What corrections of keys did to the score; empty until it is released, and where it counts as nothing. */
  corrections: ScoreCorrection[]
}

export type RegistrationView = {
  registrationId: string
  exam: ExamFacts
  sitting?: SittingPlace
  state: RegistrationState
  opensAt: Date | null
  closesAt: Date | null
  /** The attempt under way, or the last one. */
  attemptId?: string
  triesUsed: number
  triesLeft: number
  /** The receipt of the last closed attempt. */
  receiptId?: string
  results: TryResult[]
}

/** Everything a person is entered for, with how it stands: what is to be done first, then by its date. */
export async function listRegistrations(
  { db, personId }: { db: Db; personId: string },
  now: Date,
): Promise<RegistrationView[]> {
  const rows = await listPlacedRegistrations(db, personId)
  const attempts = await listAttemptsWithReceipts(
    db,
    rows.map(({ registration }) => registration.id),
  )
  const corrections = await listScoreCorrections(
    db,
    attempts.map(({ attempt }) => attempt.id),
  )
  const views = rows.map((row) =>
    viewOf(
      row,
      attempts
        .filter(({ attempt }) => attempt.registrationId === row.registration.id)
        .map((one) => ({
          ...one,
          corrections: corrections.filter(({ attemptId }) => attemptId === one.attempt.id),
        })),
      now,
    ),
  )
  return views.sort((a, b) => urgency[a.state] - urgency[b.state] || timeOf(a) - timeOf(b))
}

/** What needs the candidate soonest comes first. */
const urgency: Record<RegistrationState, number> = {
  answering: 0,
  waiting: 1,
  'check-in': 2,
  open: 3,
  upcoming: 4,
  'handed-in': 5,
  missed: 6,
  closed: 7,
}

const timeOf = (view: RegistrationView) =>
  (view.state === 'open' ? view.closesAt : view.opensAt)?.getTime() ?? Infinity

type Tried = AttemptWithReceipt & { corrections: ScoreCorrection[] }

function viewOf(row: PlacedRegistration, own: readonly Tried[], now: Date): RegistrationView {
  const standing = standingOf({ ...row, attempts: own.map(({ attempt }) => attempt) }, now)
  const results = own.flatMap((one) => resultOf(one, row, now))
  const last = results[results.length - 1]
  const sitting = placeOf(row)
  return {
    registrationId: row.registration.id,
    exam: factsOf(row.exam),
    ...(sitting && { sitting }),
    state: standing.state,
    opensAt: standing.opensAt,
    closesAt: standing.closesAt,
    ...(standing.attemptId && { attemptId: standing.attemptId }),
    triesUsed: standing.triesUsed,
    triesLeft: standing.triesLeft,
    ...(last && { receiptId: last.receiptId }),
    results,
  }
}

/** Where the seat is; null for an exam that has no sitting, or none yet. */
export function placeOf({
  registration,
  sitting,
  room,
  centre,
  seatNumber,
}: PlacedRegistration): SittingPlace | null {
  if (!sitting || !room || !centre) return null
  return {
    id: sitting.id,
    startsAt: sitting.startsAt,
    startedAt: sitting.startedAt,
    centreZh: centre.nameZh,
    centreEn: centre.nameEn,
    address: centre.address,
    roomZh: room.nameZh,
    roomEn: room.nameEn,
    seatNumber,
    ticketNo: registration.ticketNo,
  }
}

function resultOf(
  { attempt, receiptId, corrections }: Tried,
  { exam }: PlacedRegistration,
  now: Date,
): TryResult[] {
  if (!receiptId || !attempt.closedAt) return []
  const released = isReleased(exam, now)
  const isVoid = attempt.state === 'void'
  return [
    {
      receiptId,
      tryNo: attempt.tryNo,
      closedAt: attempt.closedAt,
      score: released ? (attempt.score ?? 0) / 100 : null,
      passed: released ? attempt.passed === true && !isVoid : null,
      void: isVoid,
      corrections: released && !isVoid ? corrections : [],
    },
  ]
}
