import type { SeatView } from '#proctoring/protocol.ts'

/** What a proctor can do to the whole sitting, and to one seat. */
export type SittingAct = 'start' | 'pause' | 'resume' | 'time-all' | 'message-all' | 'incident'
export type SeatAct =
  'message' | 'time' | 'hand-over' | 'incident' | 'check-in' | 'unlock' | 'force-hand-in' | 'void'

export type Act = { name: SittingAct; seat: null } | { name: SeatAct; seat: SeatView }

export type ActField = 'reason' | 'optional-reason' | 'minutes' | 'text' | 'incident'

type ActRule = {
  fields: ActField[]
  /** Asks a second time, with the seat and the reason in view. */
  twoSteps?: true
  danger?: true
  path: (ids: { sittingId: string; seat: SeatView | null }) => string
}

const ofSitting =
  (verb: string): ActRule['path'] =>
  ({ sittingId }) =>
    `/api/v1/sittings/${sittingId}/${verb}`
const ofAttempt =
  (verb: string): ActRule['path'] =>
  ({ seat }) =>
    `/api/v1/attempts/${seat?.attempt?.attemptId ?? ''}/${verb}`
const ofRegistration =
  (verb: string): ActRule['path'] =>
  ({ seat }) =>
    `/api/v1/registrations/${seat?.registrationId ?? ''}/${verb}`

/** What each act asks for, and where it goes. */
export const actRules: Record<SittingAct | SeatAct, ActRule> = {
  start: { fields: ['optional-reason'], path: ofSitting('start') },
  pause: { fields: ['reason'], path: ofSitting('pause') },
  resume: { fields: ['reason'], path: ofSitting('resume') },
  'time-all': { fields: ['minutes', 'reason'], path: ofSitting('time') },
  'message-all': { fields: ['text'], path: ofSitting('messages') },
  incident: { fields: ['incident'], path: ofSitting('incidents') },
  message: { fields: ['text'], path: ofSitting('messages') },
  time: { fields: ['minutes', 'reason'], path: ofAttempt('time') },
  'hand-over': { fields: ['reason'], path: ofAttempt('hand-over') },
  'force-hand-in': { fields: ['reason'], twoSteps: true, danger: true, path: ofAttempt('force-hand-in') },
  void: { fields: ['reason'], twoSteps: true, danger: true, path: ofAttempt('void') },
  'check-in': { fields: [], path: ofRegistration('check-in') },
  unlock: { fields: [], path: ofRegistration('unlock') },
}

/** The acts a seat allows now, in the order they are needed. `void` and handing in for somebody are kept apart. */
export function actsOf(seat: SeatView, nowMs: number): SeatAct[] {
  const acts: SeatAct[] = []
  const open = seat.attempt?.state === 'answering' || seat.attempt?.state === 'paused'
  if (!seat.checkedInAt && !seat.attempt) acts.push('check-in')
  if (seat.lockedUntil && Date.parse(seat.lockedUntil) > nowMs) acts.push('unlock')
  acts.push('message')
  if (open) acts.push('time', 'hand-over')
  acts.push('incident')
  return acts
}

/** What is final, shown only behind "more". */
export function finalActsOf({ attempt }: SeatView): SeatAct[] {
  const acts: SeatAct[] = []
  if (attempt?.state === 'answering' || attempt?.state === 'paused') acts.push('force-hand-in')
  if (attempt && attempt.state !== 'void' && attempt.state !== 'annulled') acts.push('void')
  return acts
}

export type ActValues = {
  reason: string
  minutes: number
  text: string
  kind: string
  tier: string
  note: string
}

/** The body of the request, with just what the act asks for. */
export function bodyOf({ name, seat }: Act, values: ActValues): Record<string, unknown> {
  const fields = actRules[name].fields
  const forOne = seat && (fields.includes('text') || fields.includes('incident'))
  return {
    ...(fields.includes('reason') && { reason: values.reason }),
    ...(fields.includes('optional-reason') && values.reason.trim() && { reason: values.reason }),
    ...(fields.includes('minutes') && { addMs: values.minutes * 60_000 }),
    ...(fields.includes('text') && { text: values.text }),
    ...(fields.includes('incident') && { kind: values.kind, tier: values.tier, note: values.note }),
    ...(forOne && { registrationId: seat.registrationId }),
  }
}
