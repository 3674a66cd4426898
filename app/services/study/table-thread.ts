/** The thread of `read-table-apart.ts`: reads one file, answers, and ends. */
import { parentPort, workerData } from 'node:worker_threads'

import { z } from 'zod'

import { readTable } from './read-table.ts'

parentPort?.postMessage(await readTable(z.instanceof(Uint8Array).parse(workerData)))
