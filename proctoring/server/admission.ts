import type { IncomingMessage } from 'node:http'

import { PROTOCOL_VERSION, RECHECK_MS } from '#proctoring/timing.ts'

import type { Connection, ProctoringContext } from './context.ts'
import { stopWatching } from './requests/watch-room.ts'
import type { ProctorSocket } from './socket.ts'

/** More pages than anybody has open; fewer than would hurt. */
const MAX_SOCKETS_PER_ACCOUNT = 20

/**
 * Whether a browser may open a socket from where it comes from.
 *
 * A page of another origin is refused: its browser would send our cookie along. Clients that are no browser send
 * no Origin, and have no cookie but their own.
 */
export function comesFromUs(
  request: Pick<IncomingMessage, 'headers'>,
  publicOrigin: string | undefined,
): boolean {
  const { origin, host } = request.headers
  if (request.headers['sec-fetch-site'] === 'cross-site') return false
  if (origin === undefined) return true
  if (publicOrigin) return origin === publicOrigin
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Lets nobody in without a session, and remembers who it is: no payload ever says so. */
export function admit({ io, ports, log }: ProctoringContext): void {
  io.use((socket, next) => {
    identify(socket).then(
      (refusal) => next(refusal === null ? undefined : new Error(refusal)),
      (error: unknown) => {
        log.error({ err: error }, 'a session could not be read')
        next(new Error('failed'))
      },
    )
  })

  async function identify(socket: ProctorSocket): Promise<'version' | 'not-allowed' | 'too-many' | null> {
    if (socket.handshake.auth.version !== PROTOCOL_VERSION) return 'version'
    const identity = await ports.identify(socket.handshake.headers.cookie)
    if (!identity) return 'not-allowed'
    const others = [...io.of('/').sockets.values()].filter(
      ({ data }) => data.identity.accountId === identity.accountId,
    )
    if (others.length >= MAX_SOCKETS_PER_ACCOUNT) return 'too-many'
    socket.data = { identity, candidate: null, watching: null, replaced: false }
    return null
  }
}

/** Asks again, now and then, whether this socket's session and its right to watch still hold. */
export function recheck(connection: Connection): void {
  const { socket, log } = connection
  const timer = setInterval(() => {
    stillAllowed(connection).catch((error: unknown) =>
      log.warn({ err: error }, 'a session could not be rechecked'),
    )
  }, RECHECK_MS)
  timer.unref()
  socket.on('disconnect', () => clearInterval(timer))
}

async function stillAllowed(connection: Connection): Promise<void> {
  const { socket, ports } = connection
  const { identity, watching } = socket.data
  const now = await ports.identify(socket.handshake.headers.cookie)
  if (now?.accountId !== identity.accountId) {
    if (watching) socket.emit('room:ended', { reason: 'not-allowed' })
    socket.disconnect(true)
    return
  }
  if (!watching || (await ports.watchRole(identity.accountId, watching))) return
  await stopWatching(connection)
  socket.emit('room:ended', { reason: 'not-allowed' })
}
