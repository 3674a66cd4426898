import type { MiddlewareHandler } from 'hono'

import type { HttpEnv } from './deps.ts'
import { problem } from './problem.ts'

/**
 * Refuses a body above a size before it is read. One that does not tell its size, as some proxies send every
 * request, is read up to that size and then handed on whole.
 */
export function limitBody(mostBytes: number): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const { raw } = c.req
    if (!raw.headers.has('Transfer-Encoding')) {
      const said = Number(raw.headers.get('Content-Length') ?? 0)
      return said > mostBytes ? problem('too-large', c.get('locale')) : next()
    }
    if (!raw.body) return next()
    const body = await readUpTo(raw.body, mostBytes)
    if (!body) return problem('too-large', c.get('locale'))
    // Built from its parts: the server's own request object is not one that `new Request` takes.
    const { url, method, headers, signal } = raw
    c.req.raw = new Request(url, { method, headers, signal, body })
    return next()
  }
}

async function readUpTo(
  stream: ReadableStream<Uint8Array>,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
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
