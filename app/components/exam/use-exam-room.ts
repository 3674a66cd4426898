import { useEffect, useRef, useState } from 'react'

import type { CameraState, LineState, Publisher, PublisherEvents } from '#proctoring/browser/publisher.ts'

import type { PendingMessage } from './exam-api.ts'
import { type ClockReply, pinClock, type PinnedClock } from './exam-clock.ts'

export type RoomEvents = {
  clock(clock: PinnedClock): void
  messages(messages: PendingMessage[]): void
  /** Something changed that only the server can tell in full. */
  look(): void
  machine(generation: number | null): void
  line(state: LineState): void
}

export type ExamRoom = { camera: CameraState; stream: MediaStream | null; startCamera(): void }

type Options = {
  registrationId: string
  page: 'waiting' | 'exam'
  active: boolean
  camera: boolean
  events: RoomEvents
}

/**
 * Joins the exam room: the line to the proctor, and the camera if it is wanted. Loaded only when the page can be
 * used already; if it cannot be loaded or breaks, nothing of the exam is touched.
 */
export function useExamRoom({ registrationId, page, active, camera: wanted, events }: Options): ExamRoom {
  const [camera, setCamera] = useState<{ state: CameraState; stream: MediaStream | null }>({
    state: 'off',
    stream: null,
  })
  const [publisher, setPublisher] = useState<Publisher | null>(null)
  const latest = useRef(events)
  latest.current = events

  useEffect(() => {
    if (!active) return
    let opened: Publisher | null = null
    let left = false
    void import('#proctoring/browser/publisher.ts').then(
      ({ openPublisher }) => {
        if (left) return
        opened = openPublisher({
          registrationId,
          page,
          events: hear(latest, (state, stream) => setCamera({ state, stream })),
        })
        setPublisher(opened)
      },
      () => {
        // The page lives without it: how things stand is asked for by plain requests.
      },
    )
    return () => {
      left = true
      opened?.close()
      setPublisher(null)
    }
  }, [registrationId, page, active])

  useEffect(() => {
    if (publisher && wanted) publisher.startCamera()
  }, [publisher, wanted])

  return { camera: camera.state, stream: camera.stream, startCamera: () => publisher?.startCamera() }
}

function hear(
  latest: { current: RoomEvents },
  onCamera: PublisherEvents['camera'],
): Partial<PublisherEvents> {
  const pin = (clock: ClockReply) => pinClock(clock, performance.now(), performance.now())
  return {
    camera: onCamera,
    line: (state) => latest.current.line(state),
    clock: (clock) => latest.current.clock(pin(clock)),
    message: (message) => latest.current.messages([message]),
    started: () => latest.current.look(),
    closed: () => latest.current.look(),
    machine: (payload) => latest.current.machine(generationIn(payload)),
  }
}

function generationIn(payload: unknown): number | null {
  if (typeof payload !== 'object' || payload === null || !('generation' in payload)) return null
  return typeof payload.generation === 'number' ? payload.generation : null
}
