/** `npm run dev`: the demo world with Vite in front: pages change as their sources do. */
import { createServer as createViteServer } from 'vite'

import type { ServerBuild } from '@remix-run/server-runtime'

import { ensureWorker } from '#proctoring/worker/ensure.ts'

import { hashPassword } from '../auth/password.ts'
import { readConfig } from '../config.server.ts'
import { createLog } from '../log.ts'
import { openWorld, serve } from '../server.ts'
import { refreshDemoWorld } from './demo-world/seed/refresh.ts'
import { seedDemoWorld } from './demo-world/seed/seed.ts'
import { runUntilSignal } from './run-until-signal.ts'

const say = (line: string) => console.log(line)

await runUntilSignal(async () => {
  const config = readConfig({ ...process.env, DATA_DIR: process.env['DATA_DIR'] ?? '.data/dev' })
  const log = createLog(config.logLevel)
  const password = config.demoPassword ?? 'Law-exam-1'
  const worker = await ensureWorker({ say })
  const world = await openWorld(config, { demo: true, log, say })
  const now = new Date()
  await seedDemoWorld({ ...world, now, password, hashPassword, say })
  await refreshDemoWorld({ ...world, now })
  const vite = await createViteServer({ server: { middlewareMode: true }, appType: 'custom' })
  // Safe: Remix's plugin makes this module.
  const build = async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild
  const http = await serve({
    world,
    config,
    demo: true,
    log,
    build,
    mode: 'development',
    workerBin: worker.ok ? worker.value.path : null,
    before: (listener) => (request, response) =>
      vite.middlewares(request, response, () => void listener(request, response)),
  })
  say(`Ready: ${config.publicOrigin}  (${password})`)
  return {
    async stop() {
      await http.close()
      await vite.close()
      await world.close()
    },
  }
})
