import type { Connection } from '../context.ts'
import { granted, refused, serve } from '../serve.ts'
import { channels } from '../socket.ts'

/** A page of the staff begins to watch a sitting, or comes back to it. It watches one at a time. */
export function serveWatchRoom(connection: Connection): void {
  const { socket, ports, rooms, media } = connection

  serve(connection, 'room:watch', async ({ sittingId }) => {
    const { accountId } = socket.data.identity
    if (!(await ports.watchRole(accountId, sittingId))) return refused('not-allowed')
    const before = socket.data.watching
    if (before && before !== sittingId) await stopWatching(connection)

    // Listening begins before reading: a change in between is told twice rather than not at all.
    await socket.join([channels.staff(sittingId), channels.watchers])
    socket.data.watching = sittingId
    const room = await ports.readRoom(accountId, sittingId)
    if (!room) {
      await stopWatching(connection)
      return refused('not-found')
    }
    return granted({
      room,
      health: rooms.health(sittingId),
      video: media !== null,
      feeds: media?.feeds(sittingId) ?? [],
    })
  })

  socket.on('disconnect', () => media?.walls.close(socket.id))
}

/** Ends watching: nothing more is sent to this page, and its connections for video are closed. */
export async function stopWatching({ socket, media }: Pick<Connection, 'socket' | 'media'>): Promise<void> {
  const sittingId = socket.data.watching
  socket.data.watching = null
  media?.walls.close(socket.id)
  if (sittingId) await socket.leave(channels.staff(sittingId))
  await socket.leave(channels.watchers)
}
