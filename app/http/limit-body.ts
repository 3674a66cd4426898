import type { Context, MiddlewareHandler } from 'hono'

import type { HttpEnv } from './deps.ts'
import { problem } from './problem.ts'

/** What is done with a request whose body is too large: nothing of it has been kept. */
type TooLarge = (c: Context<HttpEnv>, next: () => Promise<void>) => Promise<void> | Response

/**
 * Stops a body above a size before it is read. One that does not tell its size, as some proxies send every request,
 * is read up to that size and then handed on whole.
 */
export function limitBody(mostBytes: number, tooLarge: TooLarge): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const { raw } = c.req
    if (!raw.headers.has('Transfer-Encoding')) {
      const said = Number(raw.headers.get('Content-Length') ?? 0)
      return said > mostBytes ? tooLarge(c, next) : next()
    }
    if (!raw.body) return next()
    const body = await readUpTo(raw.body, mostBytes)
    if (!body) return tooLarge(c, next)
    c.req.raw = requestLike(raw, raw.headers, body)
    return next()
  }
}

/** For the interface: a problem. */
export const refuseTooLarge: TooLarge = (c) => problem('too-large', c.get('locale'))

/** For pages, which say it with the form that was filled in: they get the request without its body. */
export const leaveBodyOut: TooLarge = (c, next) => {
  const headers = new Headers(c.req.raw.headers)
  headers.set(leftOut, 'yes')
  c.req.raw = requestLike(c.req.raw, headers, null)
  return next()
}

const leftOut = 'X-Body-Left-Out'

/** Whether a page's request came without its body because that was too large. */
export const wasTooLarge = (request: Request): boolean => !request.body && request.headers.has(leftOut)

// Built from its parts: the server's own request object is not one that `new Request` takes.
function requestLike({ url, method, signal }: Request, headers: Headers, body: Bytes | null): Request {
  return new Request(url, { method, headers, signal, body })
}

type Bytes = Uint8Array<ArrayBuffer>

async function readUpTo(stream: ReadableStream<Uint8Array>, mostBytes: number): Promise<Bytes | null> {
  const parts: Uint8Array[] = []
  const reader = stream.getReader()
  let size = 0
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (!value) continue
    size += value.length
    if (size > mostBytes) return null
    parts.push(value)
  }
  return new Uint8Array(Buffer.concat(parts))
}
