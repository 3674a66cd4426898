import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { type Count, judge } from './count.ts'
import type { Step } from './steps.ts'

export type Outcome = Count & { name: string; seconds: number }

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** How long a step that is told to end may take to tidy up. */
const PATIENCE_MS = 15_000

/**
 * Runs one step; what it writes goes straight through.
 *
 * @param limits `leftMs` is the time left for the whole run; `stop` ends the step early (Ctrl-C).
 */
export async function runStep(step: Step, limits: { leftMs: number; stop: AbortSignal }): Promise<Outcome> {
  console.log(`\n▸ ${step.name}`)
  const from = performance.now()
  const endedWell = await attempt(step, limits)
  const count = step.count ? readCount(step.count) : { passed: endedWell ? 1 : 0, failed: 0, skipped: 0 }
  const outcome = {
    name: step.name,
    ...judge(count, endedWell),
    seconds: (performance.now() - from) / 1000,
  }
  console.log(describe(outcome))
  return outcome
}

/** One line about a step: how it went and how long it took. */
export function describe({ name, passed, failed, skipped, seconds }: Outcome): string {
  const parts = [`${passed} passed`, `${failed} failed`, ...(skipped ? [`${skipped} skipped`] : [])]
  return `${failed ? '✗' : '✓'} ${name.padEnd(12)} ${parts.join(', ')}  (${seconds.toFixed(1)} s)`
}

async function attempt(step: Step, { leftMs, stop }: { leftMs: number; stop: AbortSignal }) {
  try {
    step.prepare?.((line) => console.log(line))
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return false
  }
  const limitMs = Math.min(step.limitMs, leftMs)
  const ended = await execute(step, limitMs, stop)
  if (ended === 'too late') console.log(`${step.name} was ended after ${Math.round(limitMs / 1000)} s.`)
  return ended === 0
}

function execute(step: Step, limitMs: number, stop: AbortSignal): Promise<number | null | 'too late'> {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const env = { ...process.env, ...step.environment, PATH: path }
  // A group of its own, so that nothing of an ended step lives on.
  const child = spawn(step.command, { shell: true, cwd: root, env, stdio: 'inherit', detached: true })
  const group = (signal: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, signal)
    } catch {
      // It has just ended by itself.
    }
  }
  let late = false
  let patience: NodeJS.Timeout | undefined
  const end = () => {
    group('SIGINT')
    patience = setTimeout(() => group('SIGKILL'), PATIENCE_MS)
  }
  const limit = setTimeout(() => {
    late = true
    end()
  }, limitMs)
  stop.addEventListener('abort', end, { once: true })
  return new Promise((resolve) => {
    const settle = (code: number | null) => {
      clearTimeout(limit)
      clearTimeout(patience)
      stop.removeEventListener('abort', end)
      if (late || stop.aborted) group('SIGKILL')
      resolve(late ? 'too late' : code)
    }
    child.once('error', () => settle(null))
    child.once('exit', settle)
  })
}

function readCount({ report, read }: NonNullable<Step['count']>): Count | null {
  try {
    return read(JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    return null // The step ended before it wrote a report, and has said why.
  }
}
