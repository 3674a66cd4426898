import { PassThrough } from 'node:stream'

import { createReadableStreamFromReadable } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  LoaderFunctionArgs,
} from '@remix-run/server-runtime'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'

import { NonceProvider } from './components/shell/nonce.ts'

/** How long a page may wait for data it streams; what is late becomes an error of that part alone. */
export const streamTimeout = 5_000

const abortDelayMs = streamTimeout + 1_000

/**
 * Renders a page as a stream: the frame at once, late parts after it. A crawler gets it whole.
 *
 * The security headers, the content security policy among them, are the HTTP layer's; here they are not touched.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  ...[entry, context]: [EntryContext, AppLoadContext] // Remix calls with five arguments.
): Promise<Response> {
  const whole = isbot(request.headers.get('User-Agent'))
  return new Promise((resolve, reject) => {
    let answered = false
    let finalStatus = status

    const answer = () => {
      answered = true
      const body = new PassThrough()
      headers.set('Content-Type', 'text/html; charset=utf-8')
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }))
      page.pipe(body)
    }

    const page = renderToPipeableStream(
      <NonceProvider value={context.nonce}>
        <RemixServer context={entry} url={request.url} nonce={context.nonce} />
      </NonceProvider>,
      {
        nonce: context.nonce,
        [whole ? 'onAllReady' : 'onShellReady']: answer,
        onShellError: reject,
        onError(error: unknown) {
          finalStatus = 500
          // Errors before the first byte reach onShellError, and there handleError, by themselves.
          if (answered) handleError(error, { request })
        },
      },
    )
    setTimeout(() => page.abort(), abortDelayMs).unref()
  })
}

/**
 * The one place where what nobody expected is logged. A refusal is thrown as a response and never comes here, but
 * for those of Remix itself (no such page, no such method); a reader who closes the page is no error either.
 */
export function handleError(
  error: unknown,
  { request }: Pick<LoaderFunctionArgs | ActionFunctionArgs, 'request'>,
): void {
  if (request.signal.aborted || isRefusal(error)) return
  console.error(error)
}

function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('status' in error)) return false
  return typeof error.status === 'number' && error.status >= 400 && error.status < 500
}
