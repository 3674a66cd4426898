import { z } from '@hono/zod-openapi'

import { readStatistics } from '#app/services/statistics/read-statistics.ts'

import type { HttpDeps } from '../deps.ts'
import { problem } from '../problem.ts'
import { refuseViewer } from './candidate.ts'
import { endpoint, newApi } from './define.ts'
import * as shape from './schemas.ts'

const Ratio = z.object({ numerator: z.number().int(), denominator: z.number().int() }).openapi('Ratio')

const statistics = endpoint({
  method: 'get',
  path: '/statistics',
  summary: 'Figures per unit, with numerators and denominators',
  query: z.object({
    exam: shape.Id,
    unit: shape.Id.optional(),
    depth: z.coerce.number().int().min(0).max(3).optional(),
  }),
  replies: {
    200: {
      description: 'One row per unit',
      schema: z.looseObject({
        rows: z.array(
          z.looseObject({ unit: z.looseObject({ id: shape.Id }), rates: z.record(z.string(), Ratio) }),
        ),
      }),
    },
  },
  problems: ['unauthenticated', 'forbidden', 'not-found'],
})

export function statisticsApi({ db }: HttpDeps) {
  const api = newApi()
  api.openapi(statistics, async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return refuseViewer(viewer, c.get('locale'))
    const { exam, unit, depth } = c.req.valid('query')
    const view = await readStatistics({ db, viewer }, { examId: exam, unitId: unit, depth })
    if (!view.ok) return problem(view.refusal === 'not-allowed' ? 'forbidden' : 'not-found', c.get('locale'))
    return c.json(view.value, 200)
  })
  return api
}
