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
  'to-check-in': { tone: 'warning', icon: 'user' },
  waiting: { tone: 'neutral', icon: 'clock' },
  // What is as it should be stays quiet: forty of them are on the wall.
  answering: { tone: 'info', icon: 'document' },
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
function isOver(seat: SeatView): boolean {
  const state = seat.attempt?.state
  return state === 'handed-in' || state === 'void' || state === 'annulled'
}

/** The one state of a seat: an ended attempt first, then what is lost, then how far the candidate is. */
export function stateOf(
  seat: SeatView,
  health: CandidateHealth | undefined,
  { video }: Pick<Room, 'video'>,
): SeatState {
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
  const { attempt, lockedUntil, checkedInAt } = seat
  const unread = unreadOf(seat, room.messages)
  const at: Record<'locked' | 'to-check-in' | 'held' | 'unread', boolean> = {
    locked: lockedUntil !== null && Date.parse(lockedUntil) > room.nowMs,
    'to-check-in': !checkedInAt && !attempt && health?.connection === 'here',
    held: attempt !== null && attempt.heldEntries > 0,
    unread: unread.some(({ sentAt }) => room.nowMs - Date.parse(sentAt) > CONFIRM_WITHIN_MS),
  }
  const others = (['locked', 'to-check-in', 'held', 'unread'] as const).filter((reason) => at[reason])
  return [...healthLooks(seat, health, room.video), ...others]
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
  // Whoever sits and whose page this server has never heard of is as much out of sight as one who was lost.
  const unheard = !health || health.connection === 'absent'
  if (unheard) return seat.attempt && !isOver(seat) ? (['connection-lost'] as const) : []
  const looks = looksOf(health, isOver(seat))
  return video ? looks : looks.filter((look) => look === 'connection-lost')
}
