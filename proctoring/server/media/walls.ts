import type { types } from 'mediasoup'

import type { ConsumerOffer, RouterCapabilities, TileReport, TransportOffer } from '#proctoring/protocol.ts'

import { offerOf, type Cameras } from './cameras.ts'
import { type Layers, layersFor, sameLayers, type TileOnWall } from './layers.ts'
import { transportOptions } from './settings.ts'
import { routerOf, type Workers } from './workers.ts'

type Shown = { consumer: types.Consumer; ready: boolean; sent: Layers | null }

/** One page of the staff: one receiving connection for each worker that has somebody of the sitting. */
type Wall = {
  sittingId: string
  transports: Map<number, types.WebRtcTransport>
  shown: Map<string, Shown>
  tiles: Map<string, TileOnWall>
  enlarged: string | null
}

export type Walls = {
  open(watcherId: string, sittingId: string, worker: number): Promise<TransportOffer | null>
  connect(watcherId: string, transportId: string, dtls: types.DtlsParameters): Promise<boolean>
  consume(watcherId: string, request: ConsumeRequest): Promise<ConsumerOffer[]>
  ready(watcherId: string, consumerIds: string[]): Promise<void>
  arrange(watcherId: string, sittingId: string, tiles: TileReport[]): Promise<void>
  enlarge(watcherId: string, sittingId: string, registrationId: string | null): Promise<void>
  close(watcherId: string): void
  closeSitting(sittingId: string): void
  forget(worker: number): void
  count(): number
}

export type ConsumeRequest = {
  sittingId: string
  transportId: string
  registrationIds: string[]
  capabilities: RouterCapabilities
}

type Starved = (watcherId: string, registrationId: string, starved: boolean) => void

const UNSEEN: TileOnWall = { visible: false, px: 0 }

/**
 * The walls of the staff.
 *
 * Who may look is decided before anything here is called, on every call; here a wall gets only cameras of the
 * sitting it was opened for.
 */
export function keepWalls(workers: Workers, cameras: Cameras, onStarved: Starved): Walls {
  const walls = new Map<string, Wall>()

  /** Opening another sitting on the same page ends the first. */
  function wallOf(watcherId: string, sittingId: string): Wall {
    const existing = walls.get(watcherId)
    if (existing?.sittingId === sittingId) return existing
    close(watcherId)
    const wall: Wall = {
      sittingId,
      transports: new Map(),
      shown: new Map(),
      tiles: new Map(),
      enlarged: null,
    }
    walls.set(watcherId, wall)
    return wall
  }

  function close(watcherId: string): void {
    const wall = walls.get(watcherId)
    walls.delete(watcherId)
    for (const transport of wall?.transports.values() ?? []) transport.close()
  }

  /** Sends one picture as its tile needs it, and only when that changed. */
  async function send(wall: Wall, registrationId: string): Promise<void> {
    const shown = wall.shown.get(registrationId)
    if (!shown?.ready || shown.consumer.closed) return
    const enlarged = wall.enlarged === registrationId
    const layers = layersFor(wall.tiles.get(registrationId) ?? UNSEEN, enlarged)
    if (sameLayers(shown.sent, layers)) return
    shown.sent = layers
    await apply(shown.consumer, layers)
    if (enlarged) await shown.consumer.requestKeyFrame()
  }

  async function apply(consumer: types.Consumer, layers: Layers): Promise<void> {
    if (layers.paused) return consumer.pause()
    const { spatialLayer, temporalLayer, priority } = layers
    await consumer.setPreferredLayers({ spatialLayer, temporalLayer })
    if (consumer.priority !== priority) await consumer.setPriority(priority)
    if (consumer.paused) await consumer.resume()
  }

  async function show(
    watcherId: string,
    request: ConsumeRequest,
    registrationId: string,
  ): Promise<ConsumerOffer | null> {
    const wall = walls.get(watcherId)
    const camera = cameras.find(registrationId)
    if (!wall || !camera || camera.sittingId !== wall.sittingId) return null
    const transport = wall.transports.get(camera.worker)
    if (!transport || transport.id !== request.transportId) return null

    const consumer = await transport.consume({
      producerId: camera.producer.id,
      rtpCapabilities: request.capabilities,
      // Sending begins when the page is ready: a key frame sent before would be lost and the tile stay black.
      paused: true,
    })
    wall.shown.get(registrationId)?.consumer.close()
    wall.shown.set(registrationId, { consumer, ready: false, sent: null })
    const forget = () => {
      if (wall.shown.get(registrationId)?.consumer === consumer) wall.shown.delete(registrationId)
    }
    consumer.once('producerclose', forget)
    consumer.once('transportclose', forget)
    consumer.on('layerschange', (layers) => {
      if (!consumer.paused) onStarved(watcherId, registrationId, layers === undefined)
    })
    // Safe: one wire format; the server's types only know more header extensions than the browser's.
    const rtpParameters = consumer.rtpParameters as ConsumerOffer['rtpParameters']
    return { registrationId, id: consumer.id, producerId: camera.producer.id, rtpParameters }
  }

  return {
    async open(watcherId, sittingId, worker) {
      const desk = workers.running().find(({ index }) => index === worker)
      if (!desk) return null
      const router = await routerOf(desk, sittingId)
      const transport = await router.createWebRtcTransport(transportOptions(desk.server))
      const wall = wallOf(watcherId, sittingId)
      wall.transports.get(worker)?.close()
      wall.transports.set(worker, transport)
      return offerOf(worker, router, transport)
    },
    async connect(watcherId, transportId, dtlsParameters) {
      const transports = walls.get(watcherId)?.transports.values() ?? []
      const transport = [...transports].find(({ id }) => id === transportId)
      await transport?.connect({ dtlsParameters })
      return transport !== undefined
    },
    async consume(watcherId, request) {
      if (walls.get(watcherId)?.sittingId !== request.sittingId) return []
      const offers = await Promise.all(request.registrationIds.map((id) => show(watcherId, request, id)))
      return offers.filter((offer) => offer !== null)
    },
    async ready(watcherId, consumerIds) {
      const wall = walls.get(watcherId)
      if (!wall) return
      const ids = new Set(consumerIds)
      const named = [...wall.shown].filter(([, { consumer }]) => ids.has(consumer.id))
      for (const [, shown] of named) shown.ready = true
      await Promise.all(named.map(([registrationId]) => send(wall, registrationId)))
    },
    async arrange(watcherId, sittingId, tiles) {
      const wall = wallOf(watcherId, sittingId)
      for (const { registrationId, visible, px } of tiles) wall.tiles.set(registrationId, { visible, px })
      await Promise.all(tiles.map(({ registrationId }) => send(wall, registrationId)))
    },
    async enlarge(watcherId, sittingId, registrationId) {
      const wall = wallOf(watcherId, sittingId)
      const before = wall.enlarged
      wall.enlarged = registrationId
      const changed = [before, registrationId].filter((id) => id !== null)
      await Promise.all(changed.map((id) => send(wall, id)))
    },
    close,
    closeSitting(sittingId) {
      for (const [watcherId, wall] of [...walls]) if (wall.sittingId === sittingId) close(watcherId)
    },
    forget(worker) {
      for (const wall of walls.values()) wall.transports.delete(worker)
    },
    count: () => walls.size,
  }
}
