import { setTimeout as wait } from 'node:timers/promises'

import { createWorker, type types } from 'mediasoup'

import type { Log } from '../log.ts'
import { listenInfosOf, type MediaSettings, routerCodecs, workerCountOf } from './settings.ts'

/** One running worker, its port, and a router for each sitting that has somebody on it. */
export type Desk = {
  index: number
  pid: number
  worker: types.Worker
  server: types.WebRtcServer
  routers: Map<string, Promise<types.Router>>
}

export type Workers = {
  /** Those that run now; a dead one is missing until it is back. */
  running(): Desk[]
  count: number
  deaths(): number
  close(): void
}

type Options = {
  bin: string
  settings: MediaSettings
  log: Log
  /** A worker died: everything on it is gone already. */
  onLost: (index: number) => void
}

const RETRY_MS = [50, 250, 1000, 2000, 5000]

/**
 * Keeps the media workers running.
 *
 * A worker's death is an event with a policy, never the end of the process: whoever was on it is told, and the
 * worker is started again, at once and then ever more slowly while that fails.
 */
export function keepWorkers({ bin, settings, log, onLost }: Options): Workers {
  const count = workerCountOf(settings)
  const desks: (Desk | null)[] = Array.from({ length: count }, () => null)
  let closed = false
  let deaths = 0

  for (const index of desks.keys()) void keep(index)

  async function keep(index: number): Promise<void> {
    for (let attempt = 0; !closed; attempt += 1) {
      try {
        await start(index)
        return
      } catch (error) {
        log.error({ err: error, worker: index }, 'a video worker does not start')
        await wait(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)], undefined, { ref: false })
      }
    }
  }

  async function start(index: number): Promise<void> {
    const worker = await createWorker({ workerBin: bin, logLevel: 'error', logTags: [] })
    try {
      const server = await worker.createWebRtcServer({ listenInfos: listenInfosOf(settings, index) })
      if (closed) return worker.close()
      desks[index] = { index, pid: worker.pid, worker, server, routers: new Map() }
      worker.once('died', (error) => lose(index, error))
      log.info({ worker: index, pid: worker.pid, port: settings.basePort + index }, 'a video worker runs')
    } catch (error) {
      worker.close()
      throw error
    }
  }

  function lose(index: number, error: Error): void {
    if (closed) return
    deaths += 1
    desks[index] = null
    log.error({ err: error, worker: index }, 'a video worker died; it is started again')
    onLost(index)
    void keep(index)
  }

  return {
    count,
    running: () => desks.filter((desk) => desk !== null),
    deaths: () => deaths,
    close() {
      closed = true
      for (const desk of desks) desk?.worker.close()
    },
  }
}

/** The router of a sitting on a worker, made when somebody first needs it. */
export function routerOf(desk: Desk, sittingId: string): Promise<types.Router> {
  const existing = desk.routers.get(sittingId)
  if (existing) return existing
  const made = desk.worker.createRouter({ mediaCodecs: routerCodecs })
  desk.routers.set(sittingId, made)
  made.catch(() => desk.routers.delete(sittingId))
  return made
}

/** Ends everything a sitting has on a worker. */
export async function closeRouter(desk: Desk, sittingId: string): Promise<void> {
  const router = desk.routers.get(sittingId)
  desk.routers.delete(sittingId)
  ;(await router)?.close()
}
