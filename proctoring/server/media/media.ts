import type { Feed } from '#proctoring/protocol.ts'

import type { Log } from '../log.ts'
import { type CameraEvents, type Cameras, keepCameras } from './cameras.ts'
import type { MediaSettings } from './settings.ts'
import { keepWalls, type Walls } from './walls.ts'
import { closeRouter, keepWorkers } from './workers.ts'

/** What leaves the media server: ids and events, never one of its objects. */
export type MediaEvents = CameraEvents & {
  starved(watcherId: string, registrationId: string, starved: boolean): void
  /** A worker died, and these pictures with it. */
  workerLost(worker: number, gone: { sittingId: string; registrationId: string }[]): void
}

export type MediaHealth = {
  workers: number
  running: number
  deaths: number
  pids: number[]
  cameras: number
  walls: number
}

export type Media = {
  cameras: Pick<Cameras, 'open' | 'connect' | 'publish' | 'close'>
  walls: Pick<Walls, 'open' | 'connect' | 'consume' | 'ready' | 'arrange' | 'enlarge' | 'close'>
  feeds(sittingId: string): Feed[]
  findFeed(registrationId: string): { sittingId: string; producerId: string } | null
  closeSitting(sittingId: string): void
  health(): MediaHealth
  close(): void
}

/** Starts the media workers and answers at once: until one runs, opening a camera or a wall finds nothing. */
export function startMedia(options: {
  bin: string
  settings: MediaSettings
  log: Log
  events: MediaEvents
}): Media {
  const { bin, settings, log, events } = options
  const workers = keepWorkers({ bin, settings, log, onLost })
  const cameras = keepCameras(workers, events)
  const walls = keepWalls(workers, cameras, (...starved) => events.starved(...starved))

  function onLost(worker: number): void {
    walls.forget(worker)
    events.workerLost(worker, cameras.forget(worker))
  }

  return {
    cameras,
    walls,
    feeds: (sittingId) => cameras.feeds(sittingId),
    findFeed(registrationId) {
      const camera = cameras.find(registrationId)
      return camera && { sittingId: camera.sittingId, producerId: camera.producer.id }
    },
    closeSitting(sittingId) {
      cameras.closeSitting(sittingId)
      walls.closeSitting(sittingId)
      for (const desk of workers.running()) {
        closeRouter(desk, sittingId).catch((error: unknown) =>
          log.warn({ err: error }, 'a router did not close'),
        )
      }
    },
    health() {
      const running = workers.running()
      return {
        workers: workers.count,
        running: running.length,
        deaths: workers.deaths(),
        pids: running.map(({ pid }) => pid),
        cameras: cameras.count(),
        walls: walls.count(),
      }
    },
    close() {
      cameras.stop()
      workers.close()
    },
  }
}
