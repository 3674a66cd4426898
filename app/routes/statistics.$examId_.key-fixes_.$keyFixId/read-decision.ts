import { data } from '@remix-run/server-runtime'
import { z } from 'zod'

const Decision = z.object({
  intent: z.enum(['approved', 'rejected', 'reverted']),
  reason: z.string().max(2000).default(''),
  /** What the page showed; absent while results are withheld. */
  asOf: z.iso.datetime().optional(),
  digest: z.string().length(64).optional(),
})

/**
 * What a decision form says.
 *
 * @throws {Response} 400: no page of ours sends this.
 */
export function readDecision(form: FormData) {
  const parsed = Decision.safeParse(Object.fromEntries(form))
  if (!parsed.success) throw data(null, { status: 400 })
  const { intent, reason, asOf, digest } = parsed.data
  return { intent, reason, seen: asOf && digest ? { asOf: new Date(asOf), digest } : null }
}
