import type { types } from 'mediasoup'

import type { CameraParameters, Feed, RouterCapabilities, TransportOffer } from '#proctoring/protocol.ts'
import { PICTURE_POLL_MS } from '#proctoring/timing.ts'

import { isCamera } from './camera-parameters.ts'
import { leastLoaded } from './placement.ts'
import { CAMERA_MAX_BPS, transportOptions } from './settings.ts'
import { type Desk, routerOf, type Workers } from './workers.ts'

/** One candidate's sending connection, and the picture on it once it is published. */
type Camera = {
  sittingId: string
  registrationId: string
  worker: number
  openedAt: number
  transport: types.WebRtcTransport
  producer: types.Producer | null
  bytes: number
}

export type CameraEvents = {
  feedOn(sittingId: string, feed: Feed): void
  feedOff(sittingId: string, registrationId: string, cause: 'closed' | 'lost'): void
  picture(sittingId: string, registrationId: string, network: 'udp' | 'tcp' | null): void
}

export type Cameras = {
  open(place: { sittingId: string; registrationId: string }): Promise<TransportOffer | null>
  connect(registrationId: string, transportId: string, dtls: types.DtlsParameters): Promise<boolean>
  publish(registrationId: string, transportId: string, parameters: CameraParameters): Promise<string | null>
  close(registrationId: string): void
  closeSitting(sittingId: string): void
  /** Forgets what was on a dead worker. @returns whose pictures are gone. */
  forget(worker: number): { sittingId: string; registrationId: string }[]
  find(registrationId: string): { sittingId: string; worker: number; producer: types.Producer } | null
  feeds(sittingId: string): Feed[]
  count(): number
  stop(): void
}

/** A camera opened this recently still costs its handshake. */
const RECENT_MS = 20_000

/** The candidates' cameras: one sending connection and one picture for each registration, never more. */
export function keepCameras(workers: Workers, events: CameraEvents): Cameras {
  const cameras = new Map<string, Camera>()
  const poll = setInterval(() => void pollPictures(), PICTURE_POLL_MS)
  poll.unref()
  let polling = false

  /** A camera without RTP-inactivity events is watched by its byte count. */
  async function pollPictures(): Promise<void> {
    if (polling) return
    polling = true
    try {
      await Promise.allSettled([...cameras.values()].map(readPicture))
    } finally {
      polling = false
    }
  }

  async function readPicture(camera: Camera): Promise<void> {
    if (!camera.producer || camera.producer.closed) return
    const stats = await camera.producer.getStats()
    const bytes = stats.reduce((sum, stream) => sum + stream.byteCount, 0)
    if (bytes > camera.bytes) {
      const network = camera.transport.iceSelectedTuple?.protocol ?? null
      events.picture(camera.sittingId, camera.registrationId, network)
    }
    camera.bytes = bytes
  }

  function remove(camera: Camera, cause: 'closed' | 'lost'): void {
    if (cameras.get(camera.registrationId) !== camera) return
    cameras.delete(camera.registrationId)
    camera.transport.close()
    if (camera.producer || cause === 'lost') events.feedOff(camera.sittingId, camera.registrationId, cause)
  }

  function choose(): Desk | null {
    const now = performance.now()
    const loads = workers.running().map(({ index }) => {
      const on = [...cameras.values()].filter((camera) => camera.worker === index)
      return {
        index,
        cameras: on.length,
        recent: on.filter(({ openedAt }) => now - openedAt < RECENT_MS).length,
      }
    })
    const chosen = leastLoaded(loads)
    return workers.running().find(({ index }) => index === chosen) ?? null
  }

  function own(registrationId: string, transportId: string): Camera | null {
    const camera = cameras.get(registrationId)
    return camera?.transport.id === transportId ? camera : null
  }

  function closeNamed(registrationId: string): void {
    const camera = cameras.get(registrationId)
    if (camera) remove(camera, 'closed')
  }

  return {
    async open({ sittingId, registrationId }) {
      const desk = choose()
      if (!desk) return null
      const router = await routerOf(desk, sittingId)
      const transport = await router.createWebRtcTransport(transportOptions(desk.server))
      await transport.setMaxIncomingBitrate(CAMERA_MAX_BPS)
      closeNamed(registrationId)
      const camera: Camera = {
        sittingId,
        registrationId,
        worker: desk.index,
        openedAt: performance.now(),
        transport,
        producer: null,
        bytes: 0,
      }
      cameras.set(registrationId, camera)
      const lost = (state: string) => {
        if (state === 'disconnected' || state === 'failed' || state === 'closed') remove(camera, 'lost')
      }
      transport.on('icestatechange', lost)
      transport.on('dtlsstatechange', lost)
      return offerOf(desk.index, router, transport)
    },
    async connect(registrationId, transportId, dtlsParameters) {
      const camera = own(registrationId, transportId)
      if (!camera) return false
      await camera.transport.connect({ dtlsParameters })
      return true
    },
    async publish(registrationId, transportId, rtpParameters) {
      const camera = own(registrationId, transportId)
      if (!camera || camera.producer || !isCamera(rtpParameters)) return null
      const producer = await camera.transport.produce({
        kind: 'video',
        rtpParameters,
        keyFrameRequestDelay: 1000,
      })
      // Two calls at once: the first one to arrive has the place.
      if (camera.producer || camera.transport.closed) {
        producer.close()
        return null
      }
      camera.producer = producer
      events.feedOn(camera.sittingId, { registrationId, producerId: producer.id, worker: camera.worker })
      return producer.id
    },
    close: closeNamed,
    closeSitting(sittingId) {
      for (const camera of [...cameras.values()]) if (camera.sittingId === sittingId) remove(camera, 'closed')
    },
    forget(worker) {
      const gone = [...cameras.values()].filter((camera) => camera.worker === worker)
      for (const { registrationId } of gone) cameras.delete(registrationId)
      return gone.map(({ sittingId, registrationId }) => ({ sittingId, registrationId }))
    },
    find(registrationId) {
      const camera = cameras.get(registrationId)
      if (!camera?.producer) return null
      return { sittingId: camera.sittingId, worker: camera.worker, producer: camera.producer }
    },
    feeds: (sittingId) =>
      [...cameras.values()].flatMap(({ sittingId: of, registrationId, producer, worker }) =>
        of === sittingId && producer ? [{ registrationId, producerId: producer.id, worker }] : [],
      ),
    count: () => cameras.size,
    stop: () => clearInterval(poll),
  }
}

/** What a browser needs to connect to a transport of ours. */
export function offerOf(
  worker: number,
  router: types.Router,
  transport: types.WebRtcTransport,
): TransportOffer {
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport
  // Safe: one wire format; the server's types only know more header extensions than the browser's.
  const capabilities = router.rtpCapabilities as RouterCapabilities
  return { worker, capabilities, id, iceParameters, iceCandidates, dtlsParameters }
}
