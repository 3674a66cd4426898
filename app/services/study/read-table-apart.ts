import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

import { refuse, type Result } from '#app/domain/result.ts'

import type { TableRefusal, TableRow } from './read-table.ts'

/** Far more than a file of the allowed size needs, and far less than what would trouble a running exam. */
const mostMb = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 }
const longestMs = 20_000

/**
 * As `readTable`, in a thread of its own with bounded memory and time: a workbook of two kilobytes may claim a
 * cell in row 999,999,999, or unpack to gigabytes, and no upload may hold up or end an exam.
 *
 * @returns `unreadable` also for a file that takes more than 256 MB or 20 seconds.
 */
export function readTableApart(file: Uint8Array): Promise<Result<TableRow[], TableRefusal>> {
  // The thread runs the source, from the built pages too.
  const program = createRequire(import.meta.url).resolve('#app/services/study/table-thread.ts')
  const thread = new Worker(program, { workerData: file, resourceLimits: mostMb })
  const late = setTimeout(() => void thread.terminate(), longestMs)
  return new Promise<Result<TableRow[], TableRefusal>>((resolve) => {
    thread.once('message', resolve)
    thread.once('error', () => resolve(refuse('unreadable')))
    thread.once('exit', () => resolve(refuse('unreadable')))
  }).finally(() => clearTimeout(late))
}
