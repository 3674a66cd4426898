import { HTTPException } from 'hono/http-exception'

import type { HttpDeps } from '../deps.ts'
import { limitBody, refuseTooLarge } from '../limit-body.ts'
import { problem } from '../problem.ts'
import { candidateApi } from './candidate.ts'
import { newApi } from './define.ts'
import { receiptsApi } from './receipts.ts'
import { sessionApi } from './session.ts'
import { staffApi } from './staff.ts'
import { statisticsApi } from './statistics.ts'

/** The largest request the interface takes; 200 entries fit well. */
const BODY_LIMIT = 64 * 1024

/** The whole HTTP interface under /api/v1, with its OpenAPI document. */
export function createApi(deps: HttpDeps) {
  const api = newApi()
  api.use(limitBody(BODY_LIMIT, refuseTooLarge))
  // Papers, answers and scores: nothing of it stays on a seat computer's disk.
  api.use(async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
  })
  for (const part of [sessionApi, candidateApi, receiptsApi, statisticsApi, staffApi])
    api.route('/', part(deps))

  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: '国家工作人员学法考法平台 · Law Exam Platform',
      version: '1',
      description:
        'Errors are RFC 9457 problem details whose `type` is a stable slug. State changes that a browser sends from another origin are refused.',
    },
    servers: [{ url: '/api/v1' }],
  })
  api.all('*', (c) => problem('not-found', localeOf(c)))
  api.onError((error, c) => {
    // Unreadable JSON, or another content type.
    if (error instanceof HTTPException && error.status < 500) return problem('malformed', localeOf(c))
    deps.log.error({ err: error, path: c.req.path }, 'A request failed.')
    return problem('failed', localeOf(c))
  })
  return api
}

// Parts mounted by route() keep the outer context, whose language was set by the platform.
const localeOf = (c: { get(name: 'locale'): 'zh-CN' | 'en' | undefined }) => c.get('locale') ?? 'zh-CN'
