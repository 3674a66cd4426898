import type { Answer } from '#proctoring/protocol.ts'

import type { Connection } from '../context.ts'
import { done, refused, serve } from '../serve.ts'
import type { ProctorSocket } from '../socket.ts'

/** The beat of a candidate's page, and its confirmation of a message. */
export function serveCandidateCalls(connection: Connection): void {
  const { socket, rooms, ports } = connection

  serve(connection, 'candidate:beat', async ({ camera }) => {
    const page = socket.data.candidate
    if (!page) return refuseStranger(socket)
    rooms.tell(page.sittingId, { type: 'beat', registrationId: page.registrationId, camera })
    return done
  })

  serve(connection, 'candidate:acknowledge', async ({ messageId }) => {
    const page = socket.data.candidate
    if (!page) return refuseStranger(socket)
    const known = await ports.acknowledge(page.personId, page.registrationId, messageId)
    return known ? done : refused('not-found')
  })
}

/** Why a socket without a candidate's page is not served. */
export function refuseStranger(socket: ProctorSocket): Answer<never> {
  return refused(socket.data.replaced ? 'replaced' : 'not-allowed')
}
