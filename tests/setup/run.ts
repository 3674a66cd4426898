import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, type Outcome, runStep } from './run-step.ts'
import { listSteps, type Step } from './steps.ts'

/** Whatever happens, the run ends and says how it went before a build service would cut it off. */
const LIMIT_MS = 52 * 60_000

const NODE_MAJOR = 24

/**
 * Runs all checks and tests one after the other, a failed one not stopping the rest, and ends with the line
 * `N passed, N failed`.
 */
async function run(scope: 'check' | 'all'): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'lawexam-reports-'))
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort())
  try {
    return summarise(await runAll(listSteps(scope, folder), interrupt.signal))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function runAll(steps: Step[], stop: AbortSignal): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const step of steps) {
    const leftMs = LIMIT_MS - performance.now()
    const obstacle = findObstacle(step, outcomes, { leftMs, stop })
    if (obstacle) {
      console.log(`\n▸ ${step.name}: not run, ${obstacle}`)
      outcomes.push({ name: step.name, passed: 0, failed: 1, skipped: 0, seconds: 0 })
    } else {
      outcomes.push(await runStep(step, { leftMs, stop }))
    }
  }
  return outcomes
}

function findObstacle(
  step: Step,
  before: Outcome[],
  { leftMs, stop }: { leftMs: number; stop: AbortSignal },
): string | null {
  if (stop.aborted) return 'the run was interrupted'
  if (leftMs <= 0) return 'the time for the whole run is used up'
  const failed = step.needs?.find((name) => before.some((outcome) => outcome.name === name && outcome.failed))
  return failed ? `${failed} failed` : null
}

function summarise(outcomes: Outcome[]): number {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
  console.log(`\nAll steps, in ${Math.round(performance.now() / 1000)} s:`)
  for (const outcome of outcomes) console.log(describe(outcome))
  console.log(`${passed} passed, ${failed} failed`)
  return failed ? 1 : 0
}

const scope = process.argv[2]
if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR) {
  console.error(
    `This needs Node ${NODE_MAJOR}, and was started by Node ${process.versions.node}: type npm test or npm run check, which use the project's own.`,
  )
  process.exitCode = 1
} else if (scope === 'check' || scope === 'all') {
  process.exitCode = await run(scope)
} else {
  console.error('Say what to run: check (about a minute, no database) or all.')
  process.exitCode = 1
}
