import type { CandidateHealth, Fact, Notice } from '#proctoring/protocol.ts'
import {
  happen,
  healthOf,
  openRoom,
  type Outcome,
  passTime,
  type Room,
  type RoomEvent,
} from '#proctoring/room.ts'
import { ROOM_TICK_MS } from '#proctoring/timing.ts'

/** A room as it is watched: its state, and what the staff have not been told yet. */
type LiveRoom = { room: Room; told: Map<string, string>; notices: Notice[]; touchedAt: number }

/** An event without its instant: the rooms give it theirs. */
export type RoomNews = RoomEvent extends infer Event
  ? Event extends RoomEvent
    ? Omit<Event, 'at'>
    : never
  : never

export type Rooms = {
  tell(sittingId: string, news: RoomNews): void
  notice(notice: Notice): void
  /** The whole sitting is closed. */
  finish(sittingId: string): void
  health(sittingId: string): CandidateHealth[]
  count(): number
  stop(): void
}

type Outlets = {
  record(fact: Fact): void
  /** At most one call of each kind in a tick. */
  sendHealth(sittingId: string, health: CandidateHealth[]): void
  sendNotices(sittingId: string, notices: Notice[]): void
}

/** A room nobody has touched for this long is forgotten; it is built again when somebody joins. */
const FORGET_MS = 6 * 3_600_000

/**
 * All rooms of this process.
 *
 * Applies events at once and records facts at once; the staff hear of changes in one batch a tick, so that
 * forty candidates and four proctors cost as many messages as one.
 */
export function keepRooms({ record, sendHealth, sendNotices }: Outlets): Rooms {
  const rooms = new Map<string, LiveRoom>()
  const timer = setInterval(tick, ROOM_TICK_MS)

  function liveRoom(sittingId: string): LiveRoom {
    const existing = rooms.get(sittingId)
    if (existing) return existing
    const made = { room: openRoom(sittingId), told: new Map(), notices: [], touchedAt: Date.now() }
    rooms.set(sittingId, made)
    return made
  }

  function take(live: LiveRoom, outcome: Outcome): void {
    live.room = outcome.room
    for (const fact of outcome.facts) record(fact)
  }

  function tick(): void {
    const now = new Date()
    for (const [sittingId, live] of rooms) {
      take(live, passTime(live.room, now))
      const changed = news(live)
      if (changed.length > 0) sendHealth(sittingId, changed)
      if (live.notices.length > 0) sendNotices(sittingId, live.notices.splice(0))
      if (now.getTime() - live.touchedAt > FORGET_MS) rooms.delete(sittingId)
    }
  }

  return {
    tell(sittingId, news) {
      const live = liveRoom(sittingId)
      const at = new Date()
      live.touchedAt = at.getTime()
      take(live, happen(live.room, { ...news, at }))
    },
    notice(notice) {
      const live = liveRoom(notice.sittingId)
      live.touchedAt = Date.now()
      live.notices.push(notice)
    },
    finish(sittingId) {
      const live = liveRoom(sittingId)
      const at = new Date()
      for (const registrationId of live.room.candidates.keys()) {
        take(live, happen(live.room, { type: 'finished', registrationId, at }))
      }
    },
    health: (sittingId) => [...(rooms.get(sittingId)?.room.candidates.values() ?? [])].map(healthOf),
    count: () => rooms.size,
    stop: () => clearInterval(timer),
  }
}

/** The candidates whose health reads differently from what was told last. */
function news({ room, told }: LiveRoom): CandidateHealth[] {
  return [...room.candidates.values()].map(healthOf).filter((health) => {
    const reading = JSON.stringify(health)
    if (told.get(health.registrationId) === reading) return false
    told.set(health.registrationId, reading)
    return true
  })
}
