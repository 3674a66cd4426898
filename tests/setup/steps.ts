import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

import { ensureBrowser } from './chromium.ts'
import { type Count, countPlaywright, countVitest } from './count.ts'

export type Step = {
  name: string
  /** For the shell, with the project's own programs first. */
  command: string
  environment?: Record<string, string>
  /** Longer, and the step has failed. */
  limitMs: number
  /** Steps without whose success this one is not tried. */
  needs?: string[]
  /** Gets what the step needs onto the machine; throws with the sentence to show. */
  prepare?: (say: (line: string) => void) => void
  /** What the step did; a step without tests of its own counts as one check. */
  count?: { report: string; read: (report: unknown) => Count }
}

const minute = 60_000

/**
 * The steps of `check` (no database, no browser) and of `all`, in order.
 *
 * @param folder Where the steps leave their reports.
 */
export function listSteps(scope: 'check' | 'all', folder: string): Step[] {
  const script = readScripts()
  const vitest = (project: 'unit' | 'integration', limitMs: number): Step => {
    const report = join(folder, `${project}.json`)
    const reporters = `--reporter=default --reporter=json --outputFile.json=${report}`
    return {
      name: project,
      command: `${script(`test:${project}`)} ${reporters}`,
      limitMs,
      count: { report, read: countVitest },
    }
  }
  const check: Step[] = [
    { name: 'types', command: script('types'), limitMs: 5 * minute },
    { name: 'format', command: 'prettier --check --log-level warn .', limitMs: 3 * minute },
    { name: 'lint', command: script('lint'), limitMs: 8 * minute },
    { name: 'arrows', command: script('arrows'), limitMs: 3 * minute },
    { name: 'unused', command: script('unused'), limitMs: 3 * minute },
    vitest('unit', 5 * minute),
  ]
  if (scope === 'check') return check

  const report = join(folder, 'end-to-end.json')
  return [
    ...check,
    { name: 'worker', command: script('worker'), limitMs: 25 * minute },
    vitest('integration', 12 * minute),
    { name: 'build', command: script('build'), limitMs: 5 * minute },
    {
      name: 'end-to-end',
      command: `${script('test:e2e')} --reporter=list,json`,
      environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      limitMs: 20 * minute,
      needs: ['build'],
      prepare: ensureBrowser,
      count: { report, read: countPlaywright },
    },
  ]
}

/** The commands stand once, in package.json. */
function readScripts(): (name: string) => string {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(file))
  return (name) => {
    const command = scripts[name]
    if (!command) throw new Error(`package.json has no script named ${name}.`)
    return command
  }
}
