import { z } from '@hono/zod-openapi'

import type { Viewer } from '#app/context.ts'

import type { HttpDeps } from '../deps.ts'
import { problem } from '../problem.ts'
import { endpoint, newApi } from './define.ts'
import * as shape from './schemas.ts'

const Session = z
  .object({
    person: z.object({ name: z.string(), login: z.string(), department: z.string().nullable() }),
    roles: z.array(z.string()),
    mustChangePassword: z.boolean(),
  })
  .openapi('Session')

const logIn = endpoint({
  method: 'post',
  path: '/session',
  summary: 'Log in',
  body: shape.Login,
  replies: { 200: { description: 'Logged in; the session is a cookie', schema: Session } },
  problems: ['wrong-login', 'locked', 'disabled', 'too-many-requests'],
})
const logOut = endpoint({
  method: 'delete',
  path: '/session',
  summary: 'Log out',
  replies: { 200: { description: 'Logged out', schema: z.object({}) } },
  problems: [],
})
const time = endpoint({
  method: 'get',
  path: '/time',
  summary: "The platform's clock",
  replies: { 200: { description: 'UTC', schema: z.object({ now: z.iso.datetime() }) } },
  problems: [],
})

const refusals = {
  wrong: 'wrong-login',
  locked: 'locked',
  disabled: 'disabled',
  'too-many': 'too-many-requests',
} as const

export function sessionApi({ logins }: HttpDeps) {
  const api = newApi()
  api.openapi(logIn, async (c) => {
    const result = await logins.logIn({
      ...c.req.valid('json'),
      address: c.get('address'),
      cookieHeader: c.req.header('Cookie') ?? null,
    })
    if (!result.ok) return problem(refusals[result.refusal], c.get('locale'))
    c.header('Set-Cookie', result.value.cookie)
    c.header('Cache-Control', 'no-store')
    return c.json(sessionJson(result.value.viewer), 200)
  })
  api.openapi(logOut, async (c) => {
    c.header('Set-Cookie', await logins.logOut(c.req.header('Cookie') ?? null, c.get('address')))
    return c.json({}, 200)
  })
  api.openapi(time, (c) => c.json({ now: c.get('now').toISOString() }, 200))
  return api
}

const sessionJson = (viewer: Viewer) => ({
  person: { name: viewer.name, login: viewer.login, department: viewer.departmentZh },
  roles: [...new Set(viewer.roles.map(({ role }) => role as string))],
  mustChangePassword: viewer.mustChangePassword,
})
