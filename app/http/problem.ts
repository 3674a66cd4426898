import { messagesOf } from '#app/i18n/catalogue.ts'
import type { Locale } from '#app/i18n/locale.ts'
import { problemMessages, type ProblemType } from '#app/i18n/problems.ts'

/** The HTTP status of every refusal: the one table that the routes and the OpenAPI document are made from. */
export const problemStatus = {
  malformed: 422,
  'too-large': 413,
  'too-many-requests': 429,
  'cross-site': 403,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-login': 401,
  locked: 423,
  disabled: 403,
  'not-checked-in': 409,
  'not-started': 409,
  'too-late': 409,
  'window-closed': 409,
  'no-tries-left': 409,
  'attempt-over': 409,
  'machine-held': 409,
  'hand-over-needed': 409,
  'stale-machine': 409,
  'not-open': 409,
  paused: 409,
  'time-over': 409,
  'answers-outstanding': 409,
  'outcome-unknown': 503,
  'already-started': 409,
  'too-early': 409,
  'already-paused': 409,
  'not-paused': 409,
  'already-decided': 409,
  closed: 409,
  failed: 500,
} satisfies Record<ProblemType, number>

/** A refusal as RFC 9457 problem details. `more` carries what the client needs to go on. */
export function problem(type: ProblemType, locale: Locale, more: Record<string, unknown> = {}): Response {
  const status = problemStatus[type]
  const body = { type, title: messagesOf(problemMessages, locale)[type], status, ...more }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Language': locale,
    },
  })
}
