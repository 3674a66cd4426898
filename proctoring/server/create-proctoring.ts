import type { Server as HttpServer } from 'node:http'

import { Server } from 'socket.io'

import type { Fact, Notice } from '#proctoring/protocol.ts'

import { admit, comesFromUs, recheck } from './admission.ts'
import { announce } from './announce.ts'
import type { ProctoringContext } from './context.ts'
import type { Log } from './log.ts'
import { type Media, type MediaEvents, type MediaHealth, startMedia } from './media/media.ts'
import type { MediaSettings } from './media/settings.ts'
import { keepPages } from './pages.ts'
import type { ProctoringPorts } from './ports.ts'
import { serveCameraCalls } from './requests/camera-calls.ts'
import { serveCandidateCalls } from './requests/candidate-calls.ts'
import { serveJoinCandidate } from './requests/join-candidate.ts'
import { serveWallCalls } from './requests/wall-calls.ts'
import { serveWatchRoom } from './requests/watch-room.ts'
import { keepRooms, type Rooms } from './rooms.ts'
import { channels, type ProctorServer } from './socket.ts'

export type { Log } from './log.ts'
export type { MediaSettings } from './media/settings.ts'
export type { ProctoringPorts } from './ports.ts'

export type ProctoringOptions = {
  httpServer: HttpServer
  ports: ProctoringPorts
  /** The media worker's program; null: no video, everything else works. */
  workerBin: string | null
  media: MediaSettings
  /** Where browsers find the site, as `scheme://host[:port]`; without it the Host header decides. */
  publicOrigin?: string
  log: Log
}

export type ProctoringHealth = { sockets: number; rooms: number; video: MediaHealth | null }

export type Proctoring = {
  /** Tells the sockets what the application has done. Never throws, never waits. */
  announce(notice: Notice): void
  health(): ProctoringHealth
  /** Disconnects everybody and stops the workers; the HTTP server stays open for its owner to close. */
  close(): Promise<void>
}

/** A socket message of this size or more ends the connection: no honest one comes near. */
const MAX_MESSAGE_BYTES = 100_000

/** Opens the exam room on the application's HTTP server, at /socket.io. */
export function createProctoring(options: ProctoringOptions): Proctoring {
  const { httpServer, ports, log } = options
  const io: ProctorServer = new Server(httpServer, {
    serveClient: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, allow) => allow(null, comesFromUs(request, options.publicOrigin)),
  })
  const rooms = keepRooms({
    record: (fact) => void record(fact),
    sendHealth: (sittingId, health) => io.to(channels.staff(sittingId)).emit('room:health', health),
    sendNotices: (sittingId, notices) => io.to(channels.staff(sittingId)).emit('room:notice', notices),
  })
  const media = openMedia(options, mediaEvents(io, rooms))
  const context: ProctoringContext = { io, ports, rooms, pages: keepPages(), media, log }

  async function record(fact: Fact): Promise<void> {
    try {
      await ports.noteFact(fact)
    } catch (error) {
      log.error({ err: error, fact }, 'a fact could not be recorded')
    }
  }

  admit(context)
  io.on('connection', (socket) => {
    const connection = { ...context, socket }
    serveJoinCandidate(connection)
    serveCandidateCalls(connection)
    serveCameraCalls(connection)
    serveWatchRoom(connection)
    serveWallCalls(connection)
    recheck(connection)
  })

  return {
    announce(notice) {
      try {
        announce(context, notice)
      } catch (error) {
        log.error({ err: error, notice: notice.kind }, 'a notice could not be announced')
      }
    },
    health: () => ({
      sockets: io.of('/').sockets.size,
      rooms: rooms.count(),
      video: media?.health() ?? null,
    }),
    async close() {
      rooms.stop()
      io.disconnectSockets(true)
      io.engine.close()
      media?.close()
    },
  }
}

function openMedia({ workerBin, media, log }: ProctoringOptions, events: MediaEvents): Media | null {
  if (workerBin) return startMedia({ bin: workerBin, settings: media, log, events })
  log.warn({}, 'there is no video worker: rooms run without video')
  return null
}

/** What the media server reports, told to those it concerns. */
function mediaEvents(io: ProctorServer, rooms: Rooms): MediaEvents {
  return {
    feedOn: (sittingId, feed) => io.to(channels.staff(sittingId)).emit('feed:on', feed),
    feedOff(sittingId, registrationId, cause) {
      io.to(channels.staff(sittingId)).emit('feed:off', { registrationId })
      if (cause === 'lost') io.to(channels.candidate(registrationId)).emit('camera:lost')
    },
    picture: (sittingId, registrationId, network) =>
      rooms.tell(sittingId, { type: 'picture', registrationId, network }),
    starved: (watcherId, registrationId, starved) =>
      io.to(watcherId).emit('feed:starved', { registrationId, starved }),
    workerLost(worker, gone) {
      for (const { sittingId, registrationId } of gone) {
        rooms.tell(sittingId, { type: 'picture-gone', registrationId, cause: 'server' })
        io.to(channels.candidate(registrationId)).emit('camera:lost')
      }
      // Every room page may have a connection on the dead worker, also one that shows nobody now.
      io.to(channels.watchers).emit('media:lost', { worker })
    },
  }
}
