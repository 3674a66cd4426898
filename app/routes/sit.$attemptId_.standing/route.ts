import type { LoaderFunctionArgs } from '@remix-run/server-runtime'

import { findCandidate } from '#app/auth/guards.ts'
import { requireId } from '#app/http/path-id.ts'
import { problem } from '#app/http/problem.ts'
import { readAttemptStanding } from '#app/services/exams/read-standing.ts'

/** Asked by the exam page itself: it must get an answer it understands, never a login page. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const candidate = findCandidate(context)
  if (!candidate) return problem('unauthenticated', context.locale)
  const standing = await readAttemptStanding(candidate, requireId(params.attemptId))
  if (!standing.ok) return problem(standing.refusal, context.locale)
  return Response.json(standing.value, { headers: { 'Cache-Control': 'no-store' } })
}
