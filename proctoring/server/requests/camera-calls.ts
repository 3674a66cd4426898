import type { Connection } from '../context.ts'
import { done, granted, refused, serve } from '../serve.ts'
import { refuseStranger } from './candidate-calls.ts'

/**
 * A candidate's camera: one sending connection, one picture.
 *
 * Everything is keyed by the registration of the joined page. There is no request by which a candidate could
 * receive or list anything.
 */
export function serveCameraCalls(connection: Connection): void {
  const { socket, media } = connection

  serve(connection, 'camera:open', async () => {
    const page = socket.data.candidate
    if (!page) return refuseStranger(socket)
    const offer = await media?.cameras.open(page)
    // Another page may have taken the place meanwhile: it opens its own.
    if (socket.data.candidate !== page) return refuseStranger(socket)
    return offer ? granted(offer) : refused('no-video')
  })

  serve(connection, 'camera:connect', async ({ transportId, dtlsParameters }) => {
    const page = socket.data.candidate
    if (!page) return refuseStranger(socket)
    const connected = await media?.cameras.connect(page.registrationId, transportId, dtlsParameters)
    return connected ? done : refused('not-found')
  })

  serve(connection, 'camera:publish', async ({ transportId, parameters }) => {
    const page = socket.data.candidate
    if (!page) return refuseStranger(socket)
    const producerId = await media?.cameras.publish(page.registrationId, transportId, parameters)
    return producerId ? granted({ producerId }) : refused('not-allowed')
  })

  serve(connection, 'camera:close', async () => {
    const page = socket.data.candidate
    if (!page) return refuseStranger(socket)
    media?.cameras.close(page.registrationId)
    return done
  })
}
