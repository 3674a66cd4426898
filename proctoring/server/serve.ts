import {
  type Answer,
  type Payload,
  type Refusal,
  type Reply,
  type RequestName,
  requests,
} from '#proctoring/protocol.ts'

import { createAllowance, type Rate } from './allowance.ts'
import type { Log } from './log.ts'

/** What `serve` needs of a socket. */
export type Listening = {
  id: string
  on(name: string, listener: (...received: unknown[]) => void): unknown
}

export type Handler<Name extends RequestName> = (payload: Payload<Name>) => Promise<Answer<Reply<Name>>>

/** Longer than any honest request: a hundred tiles, or the parameters of a camera. */
export const MAX_PAYLOAD_CHARS = 20_000

const USUAL: Rate = { burst: 10, perSecond: 2 }

/** Requests that come more often, or cost more, than the usual one. */
const rates: Partial<Record<RequestName, Rate>> = {
  'candidate:beat': { burst: 6, perSecond: 1 },
  'camera:open': { burst: 6, perSecond: 0.5 },
  'wall:consume': { burst: 30, perSecond: 5 },
  'wall:ready': { burst: 30, perSecond: 5 },
  'wall:tiles': { burst: 20, perSecond: 6 },
  'wall:enlarge': { burst: 20, perSecond: 4 },
}

/**
 * Listens to one request. The only way to listen.
 *
 * Checks size, frequency and payload, acknowledges exactly once, and turns a throw into `failed` and a line in
 * the log. A call without an acknowledgement is not answered and does nothing.
 */
export function serve<Name extends RequestName>(
  { socket, log }: { socket: Listening; log: Log },
  name: Name,
  handle: Handler<Name>,
): void {
  const allowed = createAllowance(rates[name] ?? USUAL)

  socket.on(name, (payload, ack) => {
    if (!isAck(ack)) return
    const refusal = allowed(performance.now()) ? findFault(payload) : 'too-frequent'
    if (refusal) {
      log.warn({ socket: socket.id, request: name, refusal }, 'a request was refused')
      ack({ ok: false, refusal })
      return
    }
    const parsed = requests[name].payload.safeParse(payload)
    if (!parsed.success) {
      log.warn({ socket: socket.id, request: name, refusal: 'malformed' }, 'a request was refused')
      ack({ ok: false, refusal: 'malformed' })
      return
    }
    // Safe: parsed by the schema of this very request.
    answer(parsed.data as Payload<Name>).then(
      (answered) => void ack(answered),
      (error: unknown) => log.error({ err: error, request: name }, 'an answer could not be sent'),
    )
  })

  async function answer(payload: Payload<Name>): Promise<Answer<Reply<Name>>> {
    try {
      return await handle(payload)
    } catch (error) {
      log.error({ err: error, socket: socket.id, request: name }, 'a request failed')
      return { ok: false, refusal: 'failed' }
    }
  }
}

function isAck(value: unknown): value is (answer: unknown) => void {
  return typeof value === 'function'
}

function findFault(payload: unknown): Refusal | null {
  try {
    const text = JSON.stringify(payload) as string | undefined
    if (text === undefined) return 'malformed'
    return text.length > MAX_PAYLOAD_CHARS ? 'too-large' : null
  } catch {
    return 'malformed'
  }
}

export const done: Answer<null> = { ok: true, value: null }

export const granted = <Value>(value: Value): Answer<Value> => ({ ok: true, value })

export const refused = (refusal: Refusal): Answer<never> => ({ ok: false, refusal })
