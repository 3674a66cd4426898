/**
 * `node tests/load/bank-files.ts [COUNT]`: imports a workbook of so many questions (20,000 unless told) into a fresh
 * database beside the basic bank, imports it again, and exports it in every format. Prints what each step took: seconds
 * of CPU of this process and its database together, and of the clock.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'

import { readConfig } from '#app/config.server.ts'
import { openBank } from '#app/jobs/open-bank.ts'
import { createLog } from '#app/log.ts'
import { exportQuestions } from '#app/services/bank-files/export-questions.ts'
import { importFile, type Step } from '#app/services/bank-files/import-file.ts'
import { exportFormats, writeFile } from '#question-bank/formats/write-file.ts'

import { manyQuestions } from './bank-files-questions.ts'
import { cpuOfTree } from './cpu.ts'

const count = Number(process.argv[2] ?? 20_000)
const dataDir = mkdtempSync(join(tmpdir(), 'bank-files-'))
const bank = await openBank(readConfig({ DATA_DIR: dataDir }), createLog('warn'))
const by = { db: bank.db, account: null }

/** Tells what was spent since, of CPU and of the clock. */
function watch(): () => string {
  const [startMs, startCpu] = [performance.now(), cpuOfTree(process.pid)]
  const loop = monitorEventLoopDelay({ resolution: 5 })
  loop.enable()
  return () => {
    loop.disable()
    const clock = ((performance.now() - startMs) / 1000).toFixed(1)
    return `${(cpuOfTree(process.pid) - startCpu).toFixed(1)} s of CPU, ${clock} s, others waited ${Math.round(loop.max / 1e6)} ms at most`
  }
}

async function timed(label: string, file: Uint8Array): Promise<void> {
  const spent = watch()
  const startMs = performance.now()
  const steps = new Map<Step['step'], number>()
  const onStep = ({ step }: Step) => {
    if (!steps.has(step)) steps.set(step, performance.now() - startMs)
  }
  const done = await importFile(by, { file, name: 'load.xlsx' }, onStep)
  const begun = [...steps].map(([step, ms]) => `${step} from ${(ms / 1000).toFixed(1)} s`).join(', ')
  console.log(`${label}: ${spent()} (${begun})`, done.ok ? done.value.counts : done)
}

try {
  const file = await writeFile(manyQuestions(count), 'xlsx')
  console.log(`${count} questions, ${(file.length / 1e6).toFixed(1)} MB of .xlsx`)
  await timed('import', file)
  await timed('the same again', file)
  for (const format of exportFormats) {
    const spent = watch()
    const done = await exportQuestions(by, { filter: { state: 'in-review' }, format })
    const bytes = done.ok ? done.value.file.length : 0
    console.log(`export ${format}: ${spent()}, ${(bytes / 1e6).toFixed(1)} MB`)
  }
} finally {
  await bank.close()
  rmSync(dataDir, { recursive: true, force: true })
}
