import type { CandidateHealth, MessageView, SeatView } from '#proctoring/protocol.ts'
import { looksOf } from '#proctoring/room.ts'
import type { BadgeTone } from '#app/ui/badge.tsx'
import type { IconName } from '#app/ui/icon.tsx'

/** How a seat is, in one word for the whole room. */
export type SeatState =
  | 'absent'
  | 'to-check-in'
  | 'waiting'
  | 'answering'
  | 'paused'
  | 'handed-in'
  | 'void'
  | 'annulled'
  | 'camera-lost'
  | 'no-camera'
  | 'connection-lost'

/** Why a seat should be looked at. The most pressing first. */
export const lookReasons = [
  'connection-lost',
  'camera-lost',
  'no-camera',
  'locked',
  'to-check-in',
  'held',
  'unread',
] as const
export type LookReason = (typeof lookReasons)[number]

/** Tone and icon of a state: never the colour alone. */
export const stateLooks = {
  absent: { tone: 'neutral', icon: 'user' },
  'to-check-in': { tone: 'info', icon: 'user' },
  waiting: { tone: 'info', icon: 'clock' },
  answering: { tone: 'active', icon: 'document' },
  paused: { tone: 'warning', icon: 'lock' },
  'handed-in': { tone: 'success', icon: 'check' },
  void: { tone: 'danger', icon: 'close' },
  annulled: { tone: 'neutral', icon: 'close' },
  'camera-lost': { tone: 'warning', icon: 'camera' },
  'no-camera': { tone: 'warning', icon: 'camera' },
  'connection-lost': { tone: 'danger', icon: 'danger' },
} satisfies Record<SeatState, { tone: BadgeTone; icon: IconName }>

type Room = { video: boolean; messages: readonly MessageView[]; nowMs: number }

/** A message is expected to be confirmed within this time. */
const CONFIRM_WITHIN_MS = 60_000

/** Whether an attempt can change no more: what happens at the seat is then nobody's concern. */
export function isOver(seat: SeatView): boolean {
  const state = seat.attempt?.state
  return state === 'handed-in' || state === 'void' || state === 'annulled'
}

/** The one state of a seat: an ended attempt first, then what is lost, then how far the candidate is. */
export function stateOf(seat: SeatView, health: CandidateHealth | undefined, { video }: Pick<Room, 'video'>): SeatState {
  const { attempt } = seat
  if (attempt && isOver(seat)) return attempt.state
  const [lost] = healthLooks(seat, health, video)
  if (lost) return lost
  if (attempt) return attempt.state
  if (seat.checkedInAt) return 'waiting'
  return health?.connection === 'here' ? 'to-check-in' : 'absent'
}

/** Why a seat needs a look now, the most pressing reason first; empty when it does not. */
export function lookOf(seat: SeatView, health: CandidateHealth | undefined, room: Room): LookReason[] {
  const reasons: LookReason[] = [...healthLooks(seat, health, room.video)]
  if (seat.lockedUntil && Date.parse(seat.lockedUntil) > room.nowMs) reasons.push('locked')
  if (!seat.checkedInAt && !seat.attempt && health?.connection === 'here') reasons.push('to-check-in')
  if ((seat.attempt?.heldEntries ?? 0) > 0) reasons.push('held')
  const unread = unreadOf(seat, room.messages)
  if (unread.some(({ sentAt }) => room.nowMs - Date.parse(sentAt) > CONFIRM_WITHIN_MS)) reasons.push('unread')
  return reasons
}

/** The messages a candidate who is sitting has not confirmed. */
export function unreadOf(seat: SeatView, messages: readonly MessageView[]): MessageView[] {
  if (!seat.attempt || isOver(seat)) return []
  return messages.filter(
    ({ registrationId, acknowledgedBy }) =>
      (registrationId === null || registrationId === seat.registrationId) &&
      !acknowledgedBy.includes(seat.registrationId),
  )
}

function healthLooks(seat: SeatView, health: CandidateHealth | undefined, video: boolean) {
  if (!health) return []
  const looks = looksOf(health, isOver(seat))
  return video ? looks : looks.filter((look) => look === 'connection-lost')
}
