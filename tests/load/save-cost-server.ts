/** The platform with candidates who sit, in a process of its own, so that its CPU can be told apart. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { issueMachineToken } from '#app/auth/machine-token.ts'
import { readConfig } from '#app/config.server.ts'
import { createLog } from '#app/log.ts'
import { openWorld, serve } from '#app/server.ts'
import { startAttempt } from '#app/services/attempts/start-attempt.ts'
import { addCandidate, addExam, addUnit, register } from '#tests/fixtures/exam-world.ts'
import { findFreePorts } from '#tests/setup/free-ports.ts'

const people = Number(process.argv[2] ?? 200)
const dataDir = mkdtempSync(join(tmpdir(), 'lawexam-load-'))
const port = await findFreePorts()
const config = readConfig({ PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir })
const log = createLog('error')
const world = await openWorld(config, { demo: true, log, say: () => {} })
const running = await serve({
  world, config, demo: true, log, workerBin: null, mode: 'production',
  build: () => Promise.reject(new Error('There are no pages here.')),
})

const exam = await addExam(world.db)
const unitId = await addUnit(world.db)
const sitters = []
for (let index = 0; index < people; index += 1) {
  const candidate = await addCandidate(world.db, unitId)
  const registrationId = await register(world.db, exam.id, candidate.personId)
  const started = await startAttempt(candidate, { registrationId })
  if (!started.ok) throw new Error(started.refusal)
  const { view, generation } = started.value
  sitters.push({
    attemptId: view.attemptId,
    machine: issueMachineToken(world.keys, { attemptId: view.attemptId, personId: candidate.personId, generation }),
    items: view.paper.items.map((item) => ({ itemId: item.itemId, options: item.options.map((option) => option.id) })),
  })
}

process.on('message', (message) => {
  if (message !== 'quit') return
  void (async () => {
    await running.close()
    await world.close()
    rmSync(dataDir, { recursive: true, force: true })
    process.exit(0)
  })()
})
process.send?.({ port, appUrl: world.appUrl, dataDir, sitters })
