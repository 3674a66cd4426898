import type { Connection } from '../context.ts'
import { inOrder } from '../in-order.ts'
import { done, granted, refused, serve } from '../serve.ts'

/**
 * The wall of a page of the staff: who may watch is asked again on every call, and only pictures of the sitting
 * named in it are given.
 */
export function serveWallCalls(connection: Connection): void {
  const { socket, ports, media, log } = connection
  // Asking for the role and recording a view take time: a later wish must not be overtaken by an earlier one.
  const queue = inOrder()

  async function mayWatch(sittingId: string): Promise<boolean> {
    const role = await ports.watchRole(socket.data.identity.accountId, sittingId)
    return role !== null && socket.connected && socket.data.watching === sittingId
  }

  serve(connection, 'wall:open', async ({ sittingId, worker }) => {
    if (!(await mayWatch(sittingId))) return refused('not-allowed')
    const offer = await media?.walls.open(socket.id, sittingId, worker)
    if (!socket.connected) media?.walls.close(socket.id)
    return offer ? granted(offer) : refused('no-video')
  })

  serve(connection, 'wall:connect', async ({ sittingId, transportId, dtlsParameters }) => {
    if (!(await mayWatch(sittingId))) return refused('not-allowed')
    const connected = await media?.walls.connect(socket.id, transportId, dtlsParameters)
    return connected ? done : refused('not-found')
  })

  serve(connection, 'wall:consume', async (request) => {
    if (!(await mayWatch(request.sittingId))) return refused('not-allowed')
    return granted((await media?.walls.consume(socket.id, request)) ?? [])
  })

  serve(connection, 'wall:ready', async ({ sittingId, consumerIds }) => {
    if (!(await mayWatch(sittingId))) return refused('not-allowed')
    await media?.walls.ready(socket.id, consumerIds)
    return done
  })

  serve(connection, 'wall:tiles', ({ sittingId, tiles }) =>
    queue(async () => {
      if (!(await mayWatch(sittingId))) return refused('not-allowed')
      await media?.walls.arrange(socket.id, sittingId, tiles)
      return done
    }),
  )

  serve(connection, 'wall:enlarge', ({ sittingId, registrationId }) =>
    queue(async () => {
      if (!(await mayWatch(sittingId))) return refused('not-allowed')
      if (registrationId && !(await mayEnlarge(sittingId, registrationId))) return refused('not-allowed')
      await media?.walls.enlarge(socket.id, sittingId, registrationId)
      return done
    }),
  )

  /** Recorded before it is shown: a view that cannot be recorded is not given. */
  async function mayEnlarge(sittingId: string, registrationId: string): Promise<boolean> {
    const feed = media?.findFeed(registrationId)
    if (feed && feed.sittingId !== sittingId) {
      log.warn({ socket: socket.id, sittingId, registrationId }, 'a feed of another sitting was asked for')
      return false
    }
    await ports.auditView({ accountId: socket.data.identity.accountId, sittingId, registrationId })
    return true
  }
}
