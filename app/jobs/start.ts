/** `npm start`: a real world. Nothing invented is in it, and the first administrator gets a one-time code. */
import { ensureWorker } from '#proctoring/worker/ensure.ts'

import { readConfig } from '../config.server.ts'
import { createLog } from '../log.ts'
import { openWorld, serve } from '../server.ts'
import { ensureFirstAdministrator } from '../services/people/first-administrator.ts'
import { installBasicBank } from '../services/questions/install-basic-bank.ts'
import { ensureBuild, loadBuild } from './build.ts'
import { refuseDemoWorld } from './refuse-demo-world.ts'
import { requireFreePort } from './require-free-port.ts'
import { runUntilSignal } from './run-until-signal.ts'

const say = (line: string) => console.log(line)

await runUntilSignal(async () => {
  const config = readConfig()
  if (config.demoPassword !== undefined)
    throw new Error('DEMO_PASSWORD is for the demo world only: unset it to start a real one.')
  const log = createLog(config.logLevel)
  await requireFreePort(config)
  const worker = await ensureWorker({ say })
  if (!worker.ok) say(`考场将不含视频。Rooms run without video: ${worker.detail}`)
  await ensureBuild(say)
  const world = await openWorld(config, { demo: false, log, say })
  try {
    await refuseDemoWorld(world.db)
    await installBasicBank(world.db)
    const first = await ensureFirstAdministrator(world.db, world.logins)
    if (first)
      say(
        `首位管理员 First administrator: ${first.login}  一次性激活码 one-time code: ${first.code}  (${config.publicOrigin}/activate)`,
      )
    const http = await serve({
      world,
      config,
      demo: false,
      log,
      workerBin: worker.ok ? worker.value.path : null,
      build: await loadBuild(),
      mode: 'production',
    })
    say(`Ready: ${config.publicOrigin}`)
    return {
      async stop() {
        await http.close()
        await world.close()
      },
    }
  } catch (error) {
    await world.close()
    throw error
  }
})
