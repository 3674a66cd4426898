import { io, type Socket } from 'socket.io-client'

import type {
  Answer,
  ClientToServer,
  Payload,
  Reply,
  RequestName,
  ServerToClient,
} from '#proctoring/protocol.ts'
import { PROTOCOL_VERSION } from '#proctoring/timing.ts'

import { jitter } from './jitter.ts'

export type WireState = 'connected' | 'lost'

/** One socket to the exam room, which comes back by itself. */
export type Wire = {
  socket: Socket<ServerToClient, ClientToServer>
  /** Asks once. A lost line is the refusal `failed`: whoever asks decides whether to ask again. */
  ask<Name extends RequestName>(name: Name, payload: Payload<Name>): Promise<Answer<Reply<Name>>>
  close(): void
}

const ANSWER_WITHIN_MS = 8000
/** After being turned away: a session may come back, a server may have been too busy. */
const TRY_AGAIN_MS = 10_000

/**
 * Opens a socket on our own origin.
 *
 * @param onState Called at every connection and every loss.
 */
export function openWire(onState: (state: WireState) => void): Wire {
  const socket: Wire['socket'] = io({
    // Offices whose proxies break WebSockets still get through by polling.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    auth: { version: PROTOCOL_VERSION },
    // A room of browsers that lost the server together comes back spread out.
    reconnectionDelay: 1500,
    reconnectionDelayMax: 5000,
    randomizationFactor: 1,
  })
  let closed = false
  let retry: number | undefined

  socket.on('connect', () => onState('connected'))
  socket.on('disconnect', () => {
    onState('lost')
    comeBack()
  })
  socket.on('connect_error', () => {
    onState('lost')
    comeBack()
  })

  /** When the server itself ended it, the library does not try again. */
  function comeBack(): void {
    if (closed || socket.active) return
    window.clearTimeout(retry)
    retry = window.setTimeout(() => socket.connect(), TRY_AGAIN_MS / 2 + jitter(TRY_AGAIN_MS))
  }

  return {
    socket,
    async ask(name, payload) {
      type Name = typeof name
      if (!socket.connected) return { ok: false, refusal: 'failed' }
      return new Promise<Answer<Reply<Name>>>((resolve) => {
        const timer = window.setTimeout(() => resolve({ ok: false, refusal: 'failed' }), ANSWER_WITHIN_MS)
        const answered = (answer: Answer<Reply<Name>>) => {
          window.clearTimeout(timer)
          resolve(answer)
        }
        // Safe: name and payload belong together by the signature of `ask`; the library's types cannot follow a name
        // that is a parameter.
        ;(socket.emit as (...call: unknown[]) => unknown).call(socket, name, payload, answered)
      })
    },
    close() {
      closed = true
      window.clearTimeout(retry)
      socket.disconnect()
    },
  }
}
