import { z } from '@hono/zod-openapi'

import { networkOf } from '#app/auth/login-limits.ts'
import { readReceiptFor } from '#app/services/receipts/read-receipt.ts'
import { verifyReceipt } from '#app/services/receipts/verify-receipt.ts'

import type { HttpDeps } from '../deps.ts'
import { problem } from '../problem.ts'
import { receiptJson, refuseViewer } from './candidate.ts'
import { endpoint, newApi } from './define.ts'
import * as shape from './schemas.ts'

const Params = z.object({ id: shape.Id })

const publicKey = endpoint({
  method: 'get',
  path: '/receipts/public-key',
  summary: 'The key that receipts are signed with',
  replies: {
    200: {
      description: 'Ed25519, PEM',
      schema: z.object({ keyId: z.string(), algorithm: z.literal('Ed25519'), publicKey: z.string() }),
    },
  },
  problems: [],
})
const read = endpoint({
  method: 'get',
  path: '/receipts/{id}',
  summary: 'My receipt',
  params: Params,
  replies: { 200: { description: 'The receipt', schema: shape.Receipt } },
  problems: ['unauthenticated', 'not-found'],
})
const verify = endpoint({
  method: 'get',
  path: '/receipts/{id}/verify',
  summary: 'Check a receipt against the record',
  params: Params,
  replies: {
    200: {
      description: 'Each check and its outcome',
      schema: z.object({
        valid: z.boolean(),
        checks: z.record(z.string(), z.boolean()),
        superseded: z.boolean().openapi({
          description: 'The score was corrected since: a newer receipt of the attempt holds now.',
        }),
      }),
    },
  },
  problems: ['not-found', 'too-many-requests'],
})

/** What a candidate takes away, and how anybody can check it. */
export function receiptsApi({ db, signer, verifications }: HttpDeps) {
  const api = newApi()
  api.openapi(publicKey, (c) =>
    c.json({ keyId: signer.keyId, algorithm: 'Ed25519' as const, publicKey: signer.publicKey }, 200),
  )
  api.openapi(read, async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return refuseViewer(viewer, c.get('locale'))
    const receipt = await readReceiptFor({ db, viewer, now: c.get('now') }, c.req.valid('param').id)
    return receipt ? c.json(receiptJson(receipt), 200) : problem('not-found', c.get('locale'))
  })
  api.openapi(verify, async (c) => {
    if (!(await verifications.within(networkOf(c.get('address')))))
      return problem('too-many-requests', c.get('locale'))
    const result = await verifyReceipt({ db, signer }, c.req.valid('param').id)
    if (!result.ok) return problem('not-found', c.get('locale'))
    const { valid, checks, corrected } = result.value
    return c.json({ valid, checks, superseded: corrected !== null }, 200)
  })
  return api
}
