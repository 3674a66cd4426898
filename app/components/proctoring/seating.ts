import type { CandidateHealth, RoomView, SeatView } from '#proctoring/protocol.ts'

import { type LookReason, lookOf, lookReasons, type SeatState, stateOf, unreadOf } from './seat-state.ts'

/** A seat with everything the page derives from it. */
export type Seating = { seat: SeatView; state: SeatState; looks: LookReason[]; unread: boolean }

type Live = { health: ReadonlyMap<string, CandidateHealth>; video: boolean }

/** The seats of a room in seat order. */
export function seatingsOf(room: RoomView, { health, video }: Live, nowMs: number): Seating[] {
  const { messages } = room
  return [...room.seats]
    .sort((a, b) => a.seatNumber - b.seatNumber)
    .map((seat) => {
      const own = health.get(seat.registrationId)
      return {
        seat,
        state: stateOf(seat, own, { video }),
        looks: lookOf(seat, own, { video, messages, nowMs }),
        unread: unreadOf(seat, messages).length > 0,
      }
    })
}

/** Those that need a look, the most pressing first, then by seat. */
export function pressing(seatings: readonly Seating[]): Seating[] {
  const rank = ({ looks: [first] }: Seating) => (first ? lookReasons.indexOf(first) : lookReasons.length)
  return seatings.filter(({ looks }) => looks.length > 0).sort((a, b) => rank(a) - rank(b))
}

/** The figures of the sitting bar. */
export function countsOf(seatings: readonly Seating[], health: Live['health']) {
  const of = (test: (seating: Seating) => boolean) => seatings.filter(test).length
  return {
    seats: seatings.length,
    here: of(({ seat }) => health.get(seat.registrationId)?.connection === 'here'),
    answering: of(({ seat }) => seat.attempt?.state === 'answering' || seat.attempt?.state === 'paused'),
    handedIn: of(({ seat }) => seat.attempt?.state === 'handed-in'),
    absent: of(({ seat }) => !seat.checkedInAt && !seat.attempt),
  }
}
