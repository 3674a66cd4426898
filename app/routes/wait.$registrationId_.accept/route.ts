import type { ActionFunctionArgs } from '@remix-run/server-runtime'
import { z } from 'zod'

import { findCandidate } from '#app/auth/guards.ts'
import { requireId } from '#app/http/path-id.ts'
import { problem } from '#app/http/problem.ts'
import { acceptDocument } from '#app/services/exams/accept-document.ts'

const Accepted = z.strictObject({
  document: z.enum(['privacy-notice', 'pledge']),
  version: z.string().max(40),
})

/** A candidate accepts the notice or the pledge, in the version that was shown. */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const candidate = findCandidate(context)
  if (!candidate) return problem('unauthenticated', context.locale)
  const body = Accepted.safeParse(await request.json().catch(() => null))
  if (!body.success) return problem('malformed', context.locale)
  const registrationId = requireId(params.registrationId)
  const accepted = await acceptDocument(candidate, { registrationId, ...body.data })
  if (accepted.ok) return Response.json(accepted.value)
  // A page that shows an older version must be loaded anew.
  return accepted.refusal === 'not-found'
    ? problem('not-found', context.locale)
    : problem('malformed', context.locale)
}
