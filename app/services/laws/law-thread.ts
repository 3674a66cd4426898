/** The thread of `runApart`. */
import { parentPort, workerData } from 'node:worker_threads'

import { type ArticleChange, compareLaws } from '#question-bank/laws/compare-law.ts'
import { type LawFileRefusal, readLawFile } from '#question-bank/laws/read-law-file.ts'

type Texts = readonly { label: string; text: string }[]

export type LawTask = { name: 'read'; file: Uint8Array } | { name: 'compare'; older: Texts; newer: Texts }

export type LawTaskAnswer = {
  read: { ok: true; text: string } | { ok: false; refusal: LawFileRefusal }
  compare: ArticleChange[]
}

// Safe: `runApart` gives nothing else.
const task = workerData as LawTask
parentPort?.postMessage(
  task.name === 'read' ? await readLawFile(task.file) : compareLaws(task.older, task.newer),
)
