import type { CameraReport } from '#proctoring/protocol.ts'
import { REJOIN_SPREAD_MS } from '#proctoring/timing.ts'

import { captureCamera, watchForCamera } from './capture.ts'
import { jitter } from './jitter.ts'
import type { Publication } from './publish.ts'
import type { Wire } from './wire.ts'

/**
 * How the candidate's camera is.
 *
 * `connecting`: there is a picture here, on its way to the proctor for the first time. `lost`: it was live and is
 * not now; it comes back by itself. `no-video`: this installation shows no pictures, and nothing is missing.
 */
export type CameraState =
  'off' | 'asking' | 'denied' | 'no-device' | 'connecting' | 'live' | 'lost' | 'no-video'

export type Camera = {
  start(): void
  stop(): void
  /** The page has joined, or joined again. `producerId` is what the server still has of it. */
  joined(room: { video: boolean; producerId: string | null }): void
  /** The server lost the picture. */
  serverLost(): void
  report(): CameraReport
  stream(): MediaStream | null
}

type Options = { wire: Wire; onChange: (state: CameraState, stream: MediaStream | null) => void }

/** Between two attempts to open a camera that is there but cannot be opened. */
const CAPTURE_AGAIN_MS = 5000

/** Captures and publishes, and keeps at it: every way of losing the picture ends in trying again. Never throws. */
export function createCamera({ wire, onChange }: Options): Camera {
  let wanted = false
  let video: boolean | null = null
  let stream: MediaStream | null = null
  let publication: Publication | null = null
  let publishing = false
  let wasLive = false
  let report: CameraReport = 'off'
  let state: CameraState = 'off'
  let timer: number | undefined
  let stopWatching: (() => void) | null = null

  function show(next: CameraState): void {
    if (next === 'live') wasLive = true
    if (state === next) return
    state = next
    onChange(state, stream)
  }

  function later(todo: () => void, spreadMs: number, atLeastMs = 0): void {
    window.clearTimeout(timer)
    timer = window.setTimeout(todo, atLeastMs + jitter(spreadMs))
  }

  async function capture(): Promise<void> {
    if (!wanted || stream) return
    report = 'asking'
    show(wasLive ? 'lost' : 'asking')
    const captured = await captureCamera()
    if (!wanted) {
      if (captured.ok) captured.track.stop()
      return
    }
    if (!captured.ok) {
      report = captured.refusal
      show(captured.refusal)
      if (captured.refusal === 'no-device') later(() => void capture(), 1000, CAPTURE_AGAIN_MS)
      return
    }
    stream = captured.stream
    watchTrack(captured.track)
    report = 'live'
    onChange((state = wasLive ? 'lost' : 'connecting'), stream)
    void publish()
  }

  function watchTrack(track: MediaStreamTrack): void {
    track.addEventListener('ended', () => {
      if (stream?.getVideoTracks()[0] !== track) return
      report = 'ended'
      drop()
      stream = null
      show('lost')
      void capture()
    })
    track.addEventListener('mute', () => {
      report = 'muted'
      show('lost')
    })
    track.addEventListener('unmute', () => {
      report = 'live'
      if (publication?.isUp()) show('live')
    })
  }

  async function publish(): Promise<void> {
    const track = stream?.getVideoTracks()[0]
    if (!track || video === null || publishing || publication) return
    if (!video) return show('no-video')
    publishing = true
    try {
      // The video library comes only now: the page has long been able to answer.
      const { publishTrack } = await import('./publish.ts')
      const made = await publishTrack(wire, track, () => fall())
      settle(made, track)
    } catch {
      later(() => void publish(), REJOIN_SPREAD_MS, 1000)
    } finally {
      publishing = false
    }
  }

  function settle(made: Publication | 'no-video' | null, track: MediaStreamTrack): void {
    const usable = made !== null && made !== 'no-video'
    if (usable && wanted && stream?.getVideoTracks()[0] === track) {
      publication = made
      window.clearTimeout(timer)
      if (report === 'live') show('live')
      return
    }
    if (usable) made.close()
    // Asked again while the line is up; a lost line asks by itself when it is back.
    if (wanted) later(() => void publish(), REJOIN_SPREAD_MS, 1000)
  }

  function drop(): void {
    publication?.close()
    publication = null
  }

  /** The picture does not get through; a room full of candidates comes back spread out. */
  function fall(): void {
    drop()
    if (!wanted) return
    if (wasLive) show('lost')
    later(() => void publish(), REJOIN_SPREAD_MS)
  }

  return {
    start() {
      if (wanted) return
      wanted = true
      stopWatching = watchForCamera(() => void capture())
      void capture()
    },
    stop() {
      wanted = false
      window.clearTimeout(timer)
      stopWatching?.()
      drop()
      for (const track of stream?.getTracks() ?? []) track.stop()
      stream = null
      report = 'off'
      wasLive = false
      show('off')
    },
    joined(room) {
      video = room.video
      if (publication && publication.producerId === room.producerId && publication.isUp()) return
      drop()
      void publish()
    },
    serverLost: fall,
    report: () => report,
    stream: () => stream,
  }
}
