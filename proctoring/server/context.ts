import type { Log } from './log.ts'
import type { Media } from './media/media.ts'
import type { Pages } from './pages.ts'
import type { ProctoringPorts } from './ports.ts'
import type { Rooms } from './rooms.ts'
import type { ProctorServer, ProctorSocket } from './socket.ts'

/** What every request can reach. */
export type ProctoringContext = {
  io: ProctorServer
  ports: ProctoringPorts
  rooms: Rooms
  pages: Pages
  /** null: this installation runs without video. */
  media: Media | null
  log: Log
}

/** One socket, with all a request can reach. */
export type Connection = ProctoringContext & { socket: ProctorSocket }
