/** `npm run demo [-- --cameras N]`: a whole invented city on this machine, with an exam that is open now. */
import { randomInt } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { ensureWorker } from '#proctoring/worker/ensure.ts'

import { hashPassword } from '../auth/password.ts'
import { type Config, readConfig } from '../config.server.ts'
import { createLog } from '../log.ts'
import { openWorld, serve } from '../server.ts'
import { ensureBuild, loadBuild } from './build.ts'
import { startCameras } from './cameras.ts'
import { printDemo } from './demo-world/print.ts'
import { refreshDemoWorld } from './demo-world/seed/refresh.ts'
import { seedDemoWorld } from './demo-world/seed/seed.ts'
import { requireFreePort } from './require-free-port.ts'
import { every } from './every.ts'
import { runUntilSignal } from './run-until-signal.ts'

const say = (line: string) => console.log(line)

await runUntilSignal(async () => {
  const { values } = parseArgs({ options: { cameras: { type: 'string', default: '0' } } })
  const cameras = Number(values.cameras)
  if (!Number.isInteger(cameras) || cameras < 0 || cameras > 40)
    throw new Error('--cameras takes a whole number from 0 to 40.')
  const config = readConfig()
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })

  await requireFreePort(config)
  const worker = await ensureWorker({ say })
  if (!worker.ok) say(`演示将不含视频。The demo runs without video: ${worker.detail}`)
  await ensureBuild(say)
  const password = demoPassword(config)
  const world = await openWorld(config, { demo: true, log, say })
  try {
    const now = new Date()
    await seedDemoWorld({ ...world, now, password, hashPassword, say })
    const today = await refreshDemoWorld({ ...world, now })
    const http = await serve({
      world,
      config,
      demo: true,
      log,
      workerBin: worker.ok ? worker.value.path : null,
      build: await loadBuild(),
      mode: 'production',
    })
    await printDemo({ db: world.db, say, url: config.publicOrigin, password, today, video: worker.ok })
    say(`Ready: ${config.publicOrigin}`)
    const simulated =
      cameras > 0
        ? await startCameras({ url: `http://localhost:${config.port}`, count: cameras, password, say })
        : null
    // A demo left running never runs out of an open sitting.
    const stopRefreshing = every(
      60_000,
      async () => void (await refreshDemoWorld({ ...world, now: new Date() })),
      (error) => log.error({ err: error }, 'The demo world could not be refreshed.'),
    )
    return {
      async stop() {
        say('\n正在停止… Stopping …')
        await stopRefreshing()
        await simulated?.stop()
        await http.close()
        await world.close()
      },
    }
  } catch (error) {
    await world.close()
    throw error
  }
})

/** One password for all demo accounts: chosen by DEMO_PASSWORD, else made once and kept with the world. */
function demoPassword(config: Config): string {
  const file = join(config.dataDir, 'demo-password.txt')
  const kept = readIfThere(file)
  const password = config.demoPassword ?? kept ?? `Law-${randomInt(100_000, 1_000_000)}`
  if (password !== kept) writeFileSync(file, password, { mode: 0o600 })
  return password
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined // the first start
  }
}
