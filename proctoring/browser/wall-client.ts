import type { CandidateHealth, Feed, Notice, RoomEnd, RoomWelcome, TileReport } from '#proctoring/protocol.ts'
import { REJOIN_SPREAD_MS } from '#proctoring/timing.ts'

import { jitter } from './jitter.ts'
import { createReceiver, type Receiver } from './receive.ts'
import { openWire, type WireState } from './wire.ts'

export type WallEvents = {
  /** The page watches the room, or watches it again: this is all that is known now. */
  welcome(room: RoomWelcome): void
  health(changed: CandidateHealth[]): void
  notices(notices: Notice[]): void
  /** A picture to show, or null: there is none now. */
  picture(registrationId: string, track: MediaStreamTrack | null): void
  /** The line has no room for this picture. */
  starved(registrationId: string, starved: boolean): void
  line(state: WireState): void
  ended(reason: RoomEnd | 'not-found'): void
}

export type WallClient = {
  /** What of the wall can be seen, and how large. Sent at most a few times a second. */
  report(tiles: TileReport[]): void
  /** Shows one picture in full; the server records who looked. */
  enlarge(registrationId: string | null): void
  close(): void
}

const REPORT_EVERY_MS = 150

/** The staff's end of a watched room. It comes back by itself after every loss. */
export function openWall(sittingId: string, events: WallEvents): WallClient {
  const receivers = new Map<number, Receiver>()
  const feeds = new Map<string, Feed>()
  const tiles = new Map<string, TileReport>()
  const changed = new Set<string>()
  let enlarged: string | null = null
  let reporting: number | undefined
  let closed = false

  const wire = openWire((state) => {
    events.line(state)
    if (state === 'connected') void watch()
    else forgetPictures()
  })

  async function watch(): Promise<void> {
    const answer = await wire.ask('room:watch', { sittingId })
    if (closed) return
    if (answer.ok) return begin(answer.value)
    if (answer.refusal === 'not-allowed' || answer.refusal === 'not-found')
      return events.ended(answer.refusal)
    window.setTimeout(() => wire.socket.connected && void watch(), 1000 + jitter(REJOIN_SPREAD_MS))
  }

  function begin(room: RoomWelcome): void {
    events.welcome(room)
    forgetPictures()
    for (const registrationId of tiles.keys()) changed.add(registrationId)
    sendTiles()
    if (enlarged) void wire.ask('wall:enlarge', { sittingId, registrationId: enlarged })
    for (const feed of room.feeds) take(feed)
  }

  function take(feed: Feed): void {
    forget(feed.registrationId)
    feeds.set(feed.registrationId, feed)
    receiverFor(feed.worker).want([feed.registrationId])
  }

  function receiverFor(worker: number): Receiver {
    const existing = receivers.get(worker)
    if (existing) return existing
    const made = createReceiver({
      wire,
      sittingId,
      worker,
      onPicture: (registrationId, track) => events.picture(registrationId, track),
      onDown: () => window.setTimeout(() => reopen(worker, made), jitter(REJOIN_SPREAD_MS)),
    })
    receivers.set(worker, made)
    return made
  }

  /** The connection to a worker broke, but its pictures may still be there. */
  function reopen(worker: number, broken: Receiver): void {
    if (closed || receivers.get(worker) !== broken) return
    const lost = [...feeds.values()].filter((feed) => feed.worker === worker)
    dropWorker(worker)
    for (const feed of lost) take(feed)
  }

  function dropWorker(worker: number): void {
    receivers.get(worker)?.close()
    receivers.delete(worker)
    for (const feed of [...feeds.values()]) if (feed.worker === worker) forget(feed.registrationId)
  }

  function forget(registrationId: string): void {
    const feed = feeds.get(registrationId)
    if (!feed) return
    feeds.delete(registrationId)
    receivers.get(feed.worker)?.drop(registrationId)
    events.picture(registrationId, null)
  }

  function forgetPictures(): void {
    for (const receiver of receivers.values()) receiver.close()
    receivers.clear()
    for (const registrationId of feeds.keys()) events.picture(registrationId, null)
    feeds.clear()
  }

  function sendTiles(): void {
    const reports = [...changed].flatMap((registrationId) => tiles.get(registrationId) ?? [])
    changed.clear()
    if (reports.length > 0) void wire.ask('wall:tiles', { sittingId, tiles: reports })
  }

  const { socket } = wire
  socket.on('room:health', events.health)
  socket.on('room:notice', events.notices)
  socket.on('feed:on', take)
  socket.on('feed:off', ({ registrationId }) => forget(registrationId))
  socket.on('feed:starved', ({ registrationId, starved }) => events.starved(registrationId, starved))
  socket.on('media:lost', ({ worker }) => dropWorker(worker))
  socket.on('room:ended', ({ reason }) => {
    forgetPictures()
    events.ended(reason)
  })

  return {
    report(reports) {
      for (const report of reports) {
        const before = tiles.get(report.registrationId)
        if (before?.visible === report.visible && before.px === report.px) continue
        tiles.set(report.registrationId, report)
        changed.add(report.registrationId)
      }
      if (changed.size === 0 || reporting !== undefined) return
      reporting = window.setTimeout(() => {
        reporting = undefined
        sendTiles()
      }, REPORT_EVERY_MS)
    },
    enlarge(registrationId) {
      if (enlarged === registrationId) return
      enlarged = registrationId
      void wire.ask('wall:enlarge', { sittingId, registrationId })
    },
    close() {
      closed = true
      window.clearTimeout(reporting)
      forgetPictures()
      wire.close()
    },
  }
}
