import type { Answer, CandidateWelcome, Clock, PendingMessage } from '#proctoring/protocol.ts'
import { BEAT_MS, REJOIN_SPREAD_MS } from '#proctoring/timing.ts'

import { type CameraState, createCamera } from './camera.ts'
import { jitter } from './jitter.ts'
import { openWire } from './wire.ts'

export type { CameraState } from './camera.ts'

/** `replaced`: a newer page of the same candidate has the place; this one is quiet until it is looked at again. */
export type LineState = 'connecting' | 'connected' | 'lost' | 'replaced'

export type PublisherEvents = {
  camera(state: CameraState, stream: MediaStream | null): void
  line(state: LineState): void
  clock(clock: Clock): void
  /** Also those not confirmed yet, again at every connection: show each id once. */
  message(message: PendingMessage): void
  started(clock: Clock | null): void
  closed(scope: 'attempt' | 'sitting'): void
  machine(payload: unknown): void
}

export type Publisher = {
  startCamera(): void
  stopCamera(): void
  /** @returns whether the server has recorded it; false: ask again later. */
  acknowledge(messageId: string): Promise<boolean>
  stream(): MediaStream | null
  /** Leaves the room and switches the camera off. */
  close(): void
}

type Options = { registrationId: string; page: 'waiting' | 'exam'; events: Partial<PublisherEvents> }

/**
 * The candidate's end of the exam room: the line to the proctor and the camera.
 *
 * Load it by a dynamic import, after the page can be used. It never throws into the page, and nothing that goes
 * wrong here touches the exam: answers travel another way.
 */
export function openPublisher({ registrationId, page, events }: Options): Publisher {
  const pageId = createId()
  const wire = openWire((state) => {
    if (state === 'connected') void join()
    else showLine('lost')
  })
  const camera = createCamera({
    wire,
    onChange(state, stream) {
      events.camera?.(state, stream)
      beat()
    },
  })
  const beats = window.setInterval(beat, BEAT_MS)
  let line: LineState = 'connecting'
  let closed = false

  function showLine(next: LineState): void {
    if (line === next || (line === 'replaced' && next === 'lost')) return
    line = next
    events.line?.(next)
  }

  async function join(): Promise<void> {
    if (closed || line === 'replaced') return
    const answer = await wire.ask('candidate:join', { registrationId, page, pageId, browserId: browserId() })
    if (closed) return
    if (answer.ok) welcome(answer)
    else window.setTimeout(() => wire.socket.connected && void join(), 2000 + jitter(REJOIN_SPREAD_MS))
  }

  function welcome({ value }: Extract<Answer<CandidateWelcome>, { ok: true }>): void {
    showLine('connected')
    beat()
    if (value.clock) events.clock?.(value.clock)
    for (const message of value.messages) events.message?.(message)
    camera.joined(value)
  }

  function beat(): void {
    if (line === 'connected') void wire.ask('candidate:beat', { camera: camera.report() })
  }

  /** Whoever comes back to this page takes the place back. */
  function retake(): void {
    if (document.visibilityState !== 'visible' || line !== 'replaced') return
    line = 'connecting'
    void join()
  }

  const { socket } = wire
  socket.on('clock', ({ clock }) => events.clock?.(clock))
  socket.on('message', (message) => events.message?.(message))
  socket.on('started', ({ clock }) => events.started?.(clock))
  socket.on('machine', ({ payload }) => events.machine?.(payload))
  socket.on('camera:lost', () => camera.serverLost())
  socket.on('closed', ({ scope }) => {
    camera.stop()
    events.closed?.(scope)
  })
  socket.on('replaced', () => showLine('replaced'))
  document.addEventListener('visibilitychange', retake)

  return {
    startCamera: () => camera.start(),
    stopCamera() {
      camera.stop()
      void wire.ask('camera:close', {})
    },
    acknowledge: async (messageId) => (await wire.ask('candidate:acknowledge', { messageId })).ok,
    stream: () => camera.stream(),
    close() {
      closed = true
      window.clearInterval(beats)
      document.removeEventListener('visibilitychange', retake)
      camera.stop()
      wire.close()
    },
  }
}

const BROWSER_KEY = 'exam-room-browser'

/** The same for all pages of a browser profile. It says nothing about the person. */
function browserId(): string {
  try {
    const kept = window.localStorage.getItem(BROWSER_KEY)
    if (kept) return kept
    const made = createId()
    window.localStorage.setItem(BROWSER_KEY, made)
    return made
  } catch {
    return createId()
  }
}

/** A random UUID; `crypto.randomUUID` came with Chromium 92. */
function createId(): string {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = '89ab'.charAt(parseInt(hex.charAt(16), 16) % 4)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
