import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

import type { LawTask, LawTaskAnswer } from './law-thread.ts'

/** Far more than a law needs, and far less than what would trouble a running exam. */
const mostMb = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 }
const longestMs = 20_000

/**
 * Does something long with a law in a thread of its own with bounded memory and time: no upload and no comparison may
 * hold up or end an exam.
 *
 * @returns Null when it took more than 256 MB or 20 seconds, or failed otherwise.
 */
export function runApart<Name extends keyof LawTaskAnswer>(
  task: Extract<LawTask, { name: Name }>,
): Promise<LawTaskAnswer[Name] | null> {
  // The thread runs the source, from the built pages too.
  const program = createRequire(import.meta.url).resolve('#app/services/laws/law-thread.ts')
  const thread = new Worker(program, { workerData: task, resourceLimits: mostMb })
  const late = setTimeout(() => void thread.terminate(), longestMs)
  return new Promise<LawTaskAnswer[Name] | null>((resolve) => {
    thread.once('message', resolve)
    thread.once('error', () => resolve(null))
    thread.once('exit', () => resolve(null))
  }).finally(() => clearTimeout(late))
}
