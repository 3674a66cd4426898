import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { createRequestHandler, type ServerBuild } from '@remix-run/server-runtime'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { NONCE, secureHeaders } from 'hono/secure-headers'

import type { Viewer } from '#app/context.ts'
import { readLocale } from '#app/i18n/locale.ts'
import { fileLimits } from '#question-bank/formats/file-limits.ts'

import { createApi } from './api/index.ts'
import type { HttpDeps, HttpEnv } from './deps.ts'
import { leaveBodyOut, limitBody } from './limit-body.ts'
import { inWords } from './plain-refusal.ts'
import { problem } from './problem.ts'
import { isForeign } from './same-origin.ts'

/** Pages take forms, and files of a few megabytes where a route says so. */
const PAGE_BODY_LIMIT = 3 * 1024 * 1024
/** Files of questions, with the form around them. */
const BANK_FILE_BODY_LIMIT = fileLimits.bytes + 64 * 1024

export type HttpOptions = {
  build: ServerBuild | (() => Promise<ServerBuild>)
  mode: 'production' | 'development'
  trustProxy: boolean
  /** Null: the origin is whatever host the browser asked for. */
  publicOrigin: string | null
}

/** Everything that answers HTTP: health, the interface, static files, pages. */
export function createPlatformApp(deps: HttpDeps, options: HttpOptions): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.use(secureHeaders(headersFor(options.mode)))
  app.use(async (c, next) => {
    c.set('now', new Date())
    c.set('locale', readLocale(c.req.header('Cookie') ?? null))
    c.set('address', addressOf(c, options.trustProxy))
    c.set('viewer', null)
    await next()
  })
  health(app, deps)
  if (options.mode === 'production') staticFiles(app)

  app.use(async (c, next) => {
    const origin = options.publicOrigin ?? `${new URL(c.req.url).protocol}//${c.req.header('Host') ?? ''}`
    if (isForeign(c.req.raw, origin)) return problem('cross-site', c.get('locale'))
    // No text of the database can hold it, and nobody's keyboard makes it.
    if (c.req.url.includes('%00')) return problem('malformed', c.get('locale'))
    await next()
  })
  app.use('/api/v1/*', async (c, next) => {
    // The answer path looks up no session: its token says who writes.
    const renewed = /\/(responses|hand-in)$/.test(c.req.path) ? undefined : await readViewer(c, deps)
    await next()
    if (renewed && c.res.headers.getSetCookie().length === 0)
      c.header('Set-Cookie', renewed, { append: true })
  })
  app.route('/api/v1', createApi(deps))

  const page = createRequestHandler(options.build, options.mode)
  const limitPage = limitBody(PAGE_BODY_LIMIT, leaveBodyOut)
  const limitBankFile = limitBody(BANK_FILE_BODY_LIMIT, leaveBodyOut)
  app.use(async (c, next) => ((await maySendBankFile(c, deps)) ? limitBankFile(c, next) : limitPage(c, next)))
  app.all('*', async (c) => {
    const renewed = await readViewer(c, deps)
    const response = await page(c.req.raw, {
      ...deps,
      nonce: c.get('secureHeadersNonce') ?? '',
      locale: c.get('locale'),
      viewer: c.get('viewer'),
      address: c.get('address'),
      now: c.get('now'),
    })
    // Hono does not copy its headers onto a response made elsewhere; a login or logout sets its own cookie.
    const own = response.headers.getSetCookie().some((line) => line.split('=')[0] === renewed?.split('=')[0])
    if (renewed && !own) response.headers.append('Set-Cookie', renewed)
    return inWords(response, c.get('locale'))
  })
  app.onError((error, c) => {
    deps.log.error({ err: error, path: c.req.path }, 'A request failed.')
    return problem('failed', c.get('locale') ?? 'zh-CN')
  })
  return app
}

function headersFor(mode: HttpOptions['mode']): Parameters<typeof secureHeaders>[0] {
  const development = mode === 'development'
  return {
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", NONCE],
      styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: development ? ["'self'", 'ws:'] : ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    // no-referrer would make browsers send "Origin: null" with plain forms, which the origin check refuses.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    permissionsPolicy: { camera: ['self'], microphone: [], geolocation: [] },
    strictTransportSecurity: false, // for the reverse proxy that speaks TLS to decide
  }
}

/**
 * A body that does not tell its size is read before the page asks who sends it: a large one is taken from authors
 * only.
 */
async function maySendBankFile(c: Context<HttpEnv>, deps: HttpDeps): Promise<boolean> {
  if (!/^\/bank\/import(\.data)?$/.test(c.req.path)) return false
  if (!c.req.header('Content-Type')?.startsWith('multipart/form-data')) return false
  if (!c.req.raw.headers.has('Transfer-Encoding')) return true
  await readViewer(c, deps)
  return c.get('viewer')?.roles.some(({ role }) => role === 'author') ?? false
}

/** The little of a request that tells who is asking. */
type Asking = {
  req: { header(name: string): string | undefined }
  set(name: 'viewer', viewer: Viewer | null): void
}

/** @returns The session cookie to be renewed, if it is time. */
async function readViewer(c: Asking, { logins }: HttpDeps): Promise<string | undefined> {
  const { viewer, cookie } = await logins.readViewer(c.req.header('Cookie') ?? null)
  c.set('viewer', viewer)
  return cookie
}

function addressOf(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('X-Forwarded-For')?.split(',').pop()?.trim() : undefined
  return forwarded ?? getConnInfo(c).remote.address ?? 'unknown'
}

/** False too for what a reverse proxy on this machine passes on. */
function isOfThisMachine(c: Context): boolean {
  const forwarded = c.req.header('X-Forwarded-For') ?? c.req.header('Forwarded')
  const peer = getConnInfo(c).remote.address ?? ''
  return forwarded === undefined && /^(::1|(::ffff:)?127\.)/.test(peer)
}

function health(app: Hono<HttpEnv>, deps: HttpDeps): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const parts = await deps.ready()
    return c.json({ parts }, Object.values(parts).every(Boolean) ? 200 : 503)
  })
  // How many sit and how busy the machine is concerns the machine itself: its own collector asks, nobody else.
  app.get('/metrics', async (c) =>
    isOfThisMachine(c)
      ? c.text(await deps.metrics(), 200, { 'Content-Type': 'text/plain; version=0.0.4' })
      : c.text('Not found', 404),
  )
}

function staticFiles(app: Hono<HttpEnv>): void {
  // File names carry a digest of their content, so they may be kept for ever.
  app.use('/assets/*', compress(), async (c, next) => {
    await next()
    if (c.res.ok) c.header('Cache-Control', 'public, max-age=31536000, immutable')
  })
  app.use('/assets/*', serveStatic({ root: './build/client' }))
  app.get('/assets/*', (c) => c.text('Not found', 404))
}
