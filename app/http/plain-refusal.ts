import type { Locale } from '#app/i18n/locale.ts'
import type { ProblemType } from '#app/i18n/problems.ts'

import { problem } from './problem.ts'

const types: Record<number, ProblemType> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
}

/**
 * What a route without a page answers when it refuses. Remix says "Unexpected Server Error" to every status; the
 * reader is told what it is instead. Pages, and answers that a route made itself, stay as they are.
 */
export function inWords(response: Response, locale: Locale): Response {
  const { status, headers } = response
  if (status < 400 || headers.has('X-Remix-Response')) return response
  const isBare = headers.get('X-Remix-Error') === 'yes' || headers.get('Content-Type') === 'text/plain'
  if (!isBare) return response
  return problem(types[status] ?? (status < 500 ? 'malformed' : 'failed'), locale)
}
