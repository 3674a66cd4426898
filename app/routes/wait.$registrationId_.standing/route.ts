import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/server-runtime'
import { z } from 'zod'

import { findCandidate } from '#app/auth/guards.ts'
import { requireId } from '#app/http/path-id.ts'
import { problem } from '#app/http/problem.ts'
import { acknowledgeOwnMessage } from '#app/services/exams/acknowledge-own-message.ts'
import { readWaitingStanding } from '#app/services/exams/read-standing.ts'

/** Asked by the waiting page itself: it must get an answer it understands, never a login page. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const candidate = findCandidate(context)
  if (!candidate) return problem('unauthenticated', context.locale)
  const standing = await readWaitingStanding(candidate, requireId(params.registrationId))
  if (!standing.ok) return problem(standing.refusal, context.locale)
  return Response.json(standing.value, { headers: { 'Cache-Control': 'no-store' } })
}

const Read = z.strictObject({ acknowledge: z.uuid() })

/** A message of the proctor was read, on the waiting page or the exam page. */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const candidate = findCandidate(context)
  if (!candidate) return problem('unauthenticated', context.locale)
  const body = Read.safeParse(await request.json().catch(() => null))
  if (!body.success) return problem('malformed', context.locale)
  const done = await acknowledgeOwnMessage(candidate, requireId(params.registrationId), body.data.acknowledge)
  return done.ok ? Response.json({}) : problem(done.refusal, context.locale)
}
