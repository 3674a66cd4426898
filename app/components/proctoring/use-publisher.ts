import { useCallback, useEffect, useRef, useState } from 'react'

import type { CameraState, LineState, Publisher, PublisherEvents } from '#proctoring/browser/publisher.ts'

type Options = {
  registrationId: string
  page: 'waiting' | 'exam'
  /** Switches the camera on as soon as the page is here. Only after the privacy notice was confirmed. */
  camera: boolean
  events: Partial<Omit<PublisherEvents, 'camera' | 'line'>>
}

/**
 * The candidate's end of the exam room, for a page. Its code is loaded after the page can be used, and nothing
 * that goes wrong in it reaches the page.
 */
export function usePublisher({ registrationId, page, camera, events }: Options) {
  const [cameraState, setCameraState] = useState<{ state: CameraState; stream: MediaStream | null }>({
    state: 'off',
    stream: null,
  })
  const [line, setLine] = useState<LineState>('connecting')
  const publisher = useRef<Publisher | null>(null)
  const wanted = useRef(camera)
  const latest = useRef(events)
  useEffect(() => {
    latest.current = events
  })

  useEffect(() => {
    let left = false
    import('#proctoring/browser/publisher.ts').then(
      ({ openPublisher }) => {
        if (left) return
        publisher.current = openPublisher({
          registrationId,
          page,
          events: {
            camera: (state, stream) => setCameraState({ state, stream }),
            line: setLine,
            clock: (clock) => latest.current.clock?.(clock),
            message: (message) => latest.current.message?.(message),
            started: (clock) => latest.current.started?.(clock),
            closed: (scope) => latest.current.closed?.(scope),
            machine: (payload) => latest.current.machine?.(payload),
          },
        })
        if (wanted.current) publisher.current.startCamera()
      },
      // The code could not be loaded: the exam goes on without a line to the proctor.
      () => setLine('lost'),
    )
    return () => {
      left = true
      publisher.current?.close()
      publisher.current = null
    }
  }, [registrationId, page])

  const startCamera = useCallback(() => {
    wanted.current = true
    publisher.current?.startCamera()
  }, [])
  useEffect(() => {
    if (camera) startCamera()
  }, [camera, startCamera])
  const acknowledge = useCallback(
    async (messageId: string) => (await publisher.current?.acknowledge(messageId)) ?? false,
    [],
  )
  return { camera: cameraState.state, stream: cameraState.stream, line, startCamera, acknowledge }
}
