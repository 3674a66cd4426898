/** The composition root: builds database, accounts, proctoring and pages once, and joins them. */
import { mkdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'

import { getRequestListener } from '@hono/node-server'
import type { ServerBuild } from '@remix-run/server-runtime'

import { listenForNotices } from '#db/listen.ts'
import { openDatabase } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { createProctoring } from '#proctoring/server/create-proctoring.ts'

import { requireSameKeys } from './auth/key-record.ts'
import { loadKeys } from './auth/keys.ts'
import { createLogins } from './auth/logins.ts'
import { signerOf } from './auth/signer.ts'
import type { Config } from './config.server.ts'
import { newAllowance } from './http/allowance.ts'
import { createPlatformApp } from './http/platform-app.ts'
import { startUpkeep } from './jobs/upkeep.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { portsOf } from './proctoring-ports.ts'
import { ImportJobs } from './services/bank-files/import-jobs.ts'
import { newDuplicateFinder } from './services/questions/duplicate-finder.ts'
import { SaveQueue } from './services/attempts/save-queue.ts'

/** The parts that need no browser yet: jobs and seeds work with these. */
export type World = Awaited<ReturnType<typeof openWorld>>

/**
 * Opens the data folder, the database (embedded unless DATABASE_URL names one) and the keys.
 *
 * @throws {Error} With one sentence saying what to do.
 */
export async function openWorld(
  config: Config,
  { demo, log, say }: { demo: boolean; log: Log; say: (line: string) => void },
) {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const keys = loadKeys(config.dataDir, { demo })
  const embedded = config.databaseUrl
    ? null
    : await startEmbedded({
        dataDir: config.dataDir,
        say,
        onExit: () => log.error({}, 'PostgreSQL died and is started again.'),
      })
  const appUrl = embedded?.appUrl ?? config.databaseUrl ?? ''
  try {
    await migrateDatabase(embedded?.ownerUrl ?? config.databaseOwnerUrl ?? '')
    const database = openDatabase(appUrl, {
      onError: (error) => log.error({ err: error }, 'A database connection broke.'),
    })
    await requireSameKeys(database.db, keys)
    const logins = createLogins({
      ...database,
      keys,
      secureCookies: config.secureCookies,
      onError: (error) => log.error({ err: error }, 'The rate limits could not be kept.'),
    })
    return {
      ...database,
      appUrl,
      keys,
      logins,
      signer: signerOf(keys),
      async close() {
        await database.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

export type ServeOptions = {
  world: World
  config: Config
  demo: boolean
  log: Log
  /** The media worker's program; null: rooms run without video. */
  workerBin: string | null
  build: ServerBuild | (() => Promise<ServerBuild>)
  mode: 'production' | 'development'
  /** In development, Vite answers first. */
  before?: (
    listener: ReturnType<typeof getRequestListener>,
    server: Server,
  ) => Parameters<typeof createServer>[1]
}

/** Serves a world over HTTP. @returns Stops it in order: requests, sockets, jobs; the world stays open. */
export async function serve(options: ServeOptions): Promise<{ server: Server; close(): Promise<void> }> {
  const { world, config, demo, log } = options
  const { db, pool, keys, signer, logins } = world
  const saves = new SaveQueue(pool)
  const server = createServer()
  const proctoring = createProctoring({
    httpServer: server,
    ports: portsOf(world),
    workerBin: options.workerBin,
    media: config.media,
    ...(config.hasPublicOrigin ? { publicOrigin: config.publicOrigin } : {}),
    log,
  })
  const notices = await listenForNotices(world.appUrl, (notice) => proctoring.announce(notice))
  const metrics = createMetrics({
    sockets: () => proctoring.health().sockets,
    rooms: () => proctoring.health().rooms,
    poolWaiting: () => pool.waitingCount,
    poolTotal: () => pool.totalCount,
  })
  const app = createPlatformApp(
    {
      db,
      pool,
      keys,
      signer,
      logins,
      saves,
      // A room of candidates behind one address checks its receipts within a minute.
      verifications: newAllowance({ points: 120, seconds: 60 }),
      imports: new ImportJobs((error) => log.error({ err: error }, 'An import of questions failed.')),
      duplicates: newDuplicateFinder(),
      metrics,
      log,
      config: {
        development: options.mode === 'development',
        demo,
        publicOrigin: config.publicOrigin,
        secureCookies: config.secureCookies,
        video: options.workerBin !== null,
      },
      ready: async () => ({
        database: await pool.query('select 1').then(
          () => true,
          () => false,
        ),
      }),
    },
    {
      build: options.build,
      mode: options.mode,
      trustProxy: config.trustProxy,
      publicOrigin: config.hasPublicOrigin ? config.publicOrigin : null,
    },
  )
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  server.on('request', options.before?.(listener, server) ?? listener)
  const stopUpkeep = startUpkeep({
    ...world,
    dataDir: config.dataDir,
    onError: (error, job) => log.error({ err: error, job }, 'A job failed; it is tried again.'),
  })
  await listen(server, config)

  return {
    server,
    async close() {
      server.closeIdleConnections()
      const closed = new Promise((resolve) => server.close(resolve))
      await proctoring.close()
      await stopUpkeep()
      await saves.drain()
      server.closeAllConnections()
      await closed
      await notices.close()
    },
  }
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}
