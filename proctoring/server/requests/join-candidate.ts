import type { Payload } from '#proctoring/protocol.ts'
import { KEEP_FEED_MS } from '#proctoring/timing.ts'

import type { Connection } from '../context.ts'
import { granted, refused, serve } from '../serve.ts'
import { type CandidatePage, channels, type ProctorSocket } from '../socket.ts'

/**
 * A candidate's page joins: the newest page of a registration has the place, an older one is told and served no
 * more. The answer brings what the page missed.
 */
export function serveJoinCandidate(connection: Connection): void {
  const { socket, ports, rooms, media } = connection

  serve(connection, 'candidate:join', async (payload) => {
    const { personId } = socket.data.identity
    if (!personId) return refused('not-allowed')
    const place = await ports.findPlace(personId, payload.registrationId)
    if (!place) return refused('not-found')
    if (!socket.connected) return refused('failed')

    const { sittingId } = place
    await seat(connection, { ...pageOf(payload), personId, sittingId })
    // Read once the page hears what is announced: what is sent meanwhile comes twice rather than never.
    const pending = await ports.pendingFor(personId, payload.registrationId)
    rooms.tell(sittingId, { type: 'joined', registrationId: payload.registrationId, page: payload.page })
    return granted({
      sittingId,
      video: media !== null,
      producerId: media?.findFeed(payload.registrationId)?.producerId ?? null,
      ...pending,
    })
  })

  socket.on('disconnect', () => leave(connection))
}

function pageOf({ registrationId, pageId, browserId }: Payload<'candidate:join'>) {
  return { registrationId, pageId, browserId }
}

async function seat({ socket, pages, media, rooms }: Connection, page: CandidatePage): Promise<void> {
  const before = socket.data.candidate
  if (before && before.registrationId !== page.registrationId) {
    pages.leave(socket)
    media?.cameras.close(before.registrationId)
    await leaveChannels(socket, before)
  }
  const replaced = pages.take(socket, page)
  socket.data.candidate = page
  socket.data.replaced = false
  await socket.join([channels.candidate(page.registrationId), channels.candidates(page.sittingId)])

  if (!replaced) return
  // A page keeps its picture over a short loss of its socket; another page starts its own.
  if (replaced.page.pageId !== page.pageId) media?.cameras.close(page.registrationId)
  if (replaced.socket === socket || !replaced.socket.connected) return
  if (replaced.page.browserId !== page.browserId) {
    rooms.tell(page.sittingId, { type: 'second-browser', registrationId: page.registrationId })
  }
  await dismiss(replaced.socket, replaced.page)
}

async function dismiss(socket: ProctorSocket, page: CandidatePage): Promise<void> {
  socket.data.candidate = null
  socket.data.replaced = true
  await leaveChannels(socket, page)
  socket.emit('replaced')
}

async function leaveChannels(socket: ProctorSocket, page: CandidatePage): Promise<void> {
  await socket.leave(channels.candidate(page.registrationId))
  await socket.leave(channels.candidates(page.sittingId))
}

/** Whether the line is lost the room decides, since a page may be loading again; the picture is given up after a while. */
function leave({ socket, pages, media, rooms }: Connection): void {
  const page = socket.data.candidate
  if (!page) return
  const { registrationId, sittingId } = page
  if (pages.find(registrationId)?.socket === socket) rooms.tell(sittingId, { type: 'left', registrationId })
  setTimeout(() => {
    if (pages.leave(socket)) media?.cameras.close(registrationId)
  }, KEEP_FEED_MS).unref()
}
