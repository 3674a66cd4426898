import type { types } from 'mediasoup-client'

import type { TransportOffer } from '#proctoring/protocol.ts'

import { loadDevice } from './device.ts'
import type { Wire } from './wire.ts'

/** The camera's picture on its way to the server. */
export type Publication = {
  producerId: string
  isUp(): boolean
  close(): void
}

/**
 * Two layers: one for tiles, one for the enlarged picture. 640×480 gives no third. There is no frame rate limit on
 * a layer: in Chromium it would slow down the other one too; slow tiles use fewer temporal layers instead.
 */
const encodings: types.RtpEncodingParameters[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 80_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 1, maxBitrate: 400_000, scalabilityMode: 'L1T3' },
]

/** A connection may recover by itself within this time. */
const RECOVER_MS = 3000

/**
 * Publishes a camera track.
 *
 * @param onDown The connection is gone for good: publish again. Not called after `close`.
 * @returns null when the server has no video now, or the browser cannot connect.
 */
export async function publishTrack(
  wire: Wire,
  track: MediaStreamTrack,
  onDown: () => void,
): Promise<Publication | 'no-video' | null> {
  const opened = await wire.ask('camera:open', {})
  if (!opened.ok) return opened.refusal === 'no-video' ? 'no-video' : null
  const transport = await createTransport(wire, opened.value)
  const stop = watchTransport(transport, onDown)
  try {
    const codec = opened.value.capabilities.codecs?.find(
      ({ mimeType }) => mimeType.toLowerCase() === 'video/vp8',
    )
    // Starts with room for both layers instead of growing into the second one over seconds.
    const codecOptions = { videoGoogleStartBitrate: 600 }
    const producer = await transport.produce({ track, encodings, codec, codecOptions, stopTracks: false })
    return {
      producerId: producer.id,
      isUp: () => !transport.closed && transport.connectionState === 'connected',
      close() {
        stop()
        transport.close()
      },
    }
  } catch {
    stop()
    transport.close()
    return null
  }
}

async function createTransport(wire: Wire, offer: TransportOffer): Promise<types.Transport> {
  const device = await loadDevice(offer.capabilities)
  const transport = device.createSendTransport(offer)
  transport.on('connect', ({ dtlsParameters }, done, failed) => {
    void wire.ask('camera:connect', { transportId: offer.id, dtlsParameters }).then((answer) => {
      if (answer.ok) done()
      else failed(new Error(answer.refusal))
    })
  })
  transport.on('produce', ({ rtpParameters }, done, failed) => {
    void wire.ask('camera:publish', { transportId: offer.id, parameters: rtpParameters }).then((answer) => {
      if (answer.ok) done({ id: answer.value.producerId })
      else failed(new Error(answer.refusal))
    })
  })
  return transport
}

/** @returns Stops watching. */
export function watchTransport(transport: types.Transport, onDown: () => void): () => void {
  let timer: number | undefined
  const listener = (state: types.ConnectionState) => {
    window.clearTimeout(timer)
    if (state === 'failed' || state === 'closed') onDown()
    if (state === 'disconnected') timer = window.setTimeout(onDown, RECOVER_MS)
  }
  transport.on('connectionstatechange', listener)
  return () => {
    window.clearTimeout(timer)
    transport.off('connectionstatechange', listener)
  }
}
