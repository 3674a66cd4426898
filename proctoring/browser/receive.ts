import type { types } from 'mediasoup-client'

import { loadDevice } from './device.ts'
import { watchTransport } from './publish.ts'
import type { Wire } from './wire.ts'

/** The pictures that come from one worker, on one connection. */
export type Receiver = {
  /** Asks for pictures; those asked for in the same moment travel together. */
  want(registrationIds: string[]): void
  drop(registrationId: string): void
  close(): void
}

type Options = {
  wire: Wire
  sittingId: string
  worker: number
  onPicture: (registrationId: string, track: MediaStreamTrack) => void
  /** The connection is gone: make another. */
  onDown: () => void
}

/** Long enough for the feeds that are announced one after the other in one moment. */
const GATHER_MS = 40
const ASK_AGAIN_MS = 2000
/** As many as the server takes in one request. */
const MOST_AT_ONCE = 60

type Connected = { device: types.Device; transport: types.Transport }

/** Receives from one worker. Every failure to get a picture is tried again until it is dropped. */
export function createReceiver({ wire, sittingId, worker, onPicture, onDown }: Options): Receiver {
  const wanted = new Set<string>()
  const consumers = new Map<string, types.Consumer>()
  let connected: Connected | null = null
  let timer: number | undefined
  let busy = false
  let closed = false
  let stopWatching = () => {}

  function gather(afterMs: number): void {
    if (closed || timer !== undefined) return
    timer = window.setTimeout(() => {
      timer = undefined
      void work()
    }, afterMs)
  }

  async function work(): Promise<void> {
    if (busy || closed) return
    busy = true
    let again: number | null = null
    try {
      connected ??= await connect()
      if (!connected) again = ASK_AGAIN_MS
      else again = await consume(connected)
    } catch {
      again = ASK_AGAIN_MS
    } finally {
      busy = false
    }
    if (again !== null) gather(again)
  }

  async function connect(): Promise<Connected | null> {
    const opened = await wire.ask('wall:open', { sittingId, worker })
    if (!opened.ok || closed) return null
    const device = await loadDevice(opened.value.capabilities)
    const transport = device.createRecvTransport(opened.value)
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      void wire
        .ask('wall:connect', { sittingId, transportId: transport.id, dtlsParameters })
        .then((answer) => {
          if (answer.ok) done()
          else failed(new Error(answer.refusal))
        })
    })
    stopWatching = watchTransport(transport, onDown)
    return { device, transport }
  }

  /** @returns when to look again, or null when nothing is left. */
  async function consume({ device, transport }: Connected): Promise<number | null> {
    const missing = [...wanted].filter((id) => !consumers.has(id)).slice(0, MOST_AT_ONCE)
    if (missing.length === 0) return null
    const answer = await wire.ask('wall:consume', {
      sittingId,
      transportId: transport.id,
      registrationIds: missing,
      capabilities: device.rtpCapabilities,
    })
    if (!answer.ok || closed) return ASK_AGAIN_MS
    const ready = await Promise.all(
      answer.value.map(async ({ registrationId, id, producerId, rtpParameters }) => {
        const consumer = await transport.consume({ id, producerId, kind: 'video', rtpParameters })
        if (!wanted.has(registrationId)) {
          consumer.close()
          return null
        }
        consumers.set(registrationId, consumer)
        onPicture(registrationId, consumer.track)
        return consumer.id
      }),
    )
    const consumerIds = ready.filter((id) => id !== null)
    if (consumerIds.length > 0) await wire.ask('wall:ready', { sittingId, consumerIds })
    return answer.value.length < missing.length ? ASK_AGAIN_MS : GATHER_MS
  }

  return {
    want(registrationIds) {
      for (const id of registrationIds) {
        this.drop(id)
        wanted.add(id)
      }
      gather(GATHER_MS)
    },
    drop(registrationId) {
      wanted.delete(registrationId)
      consumers.get(registrationId)?.close()
      consumers.delete(registrationId)
    },
    close() {
      closed = true
      window.clearTimeout(timer)
      stopWatching()
      connected?.transport.close()
    },
  }
}
