/** The thread of `run-apart.ts`: reads or writes one file of questions, answers, and ends. */
import { parentPort, workerData } from 'node:worker_threads'

import { type FileContent, UnreadableFile } from '#question-bank/formats/file-question.ts'
import { judgeFile } from '#question-bank/formats/judge-file.ts'
import { registryOf } from '#question-bank/formats/law-registry.ts'
import { readFile } from '#question-bank/formats/read-file.ts'
import { writeFile } from '#question-bank/formats/write-file.ts'
import { type CorrectionRow, writeCorrections, writeTemplate } from '#question-bank/formats/write-xlsx.ts'

import type { Mark } from './job-row.ts'
import type { Task, ThreadMessage } from './run-apart.ts'

const tell = (message: ThreadMessage) => parentPort?.postMessage(message)
const task = workerData as Task // Safe: only run-apart.ts starts this thread, with a task of this type.

try {
  tell({ is: 'done', value: await run(task) })
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error
  tell({ is: 'unreadable', fault: error.fault, detail: error.message })
}

async function run(task: Task): Promise<unknown> {
  if (task.do === 'write') return writeFile(task.questions, task.format)
  if (task.do === 'correct') return writeCorrections(markedRows(await readFile(task), task.marks))
  if (task.do === 'template') return writeTemplate()
  const { laws, today, ...wanted } = task
  const content = await readFile(wanted)
  const of = content.questions.length
  const rows = judgeFile(content, registryOf(laws, today), (done) => tell({ is: 'progress', done, of }))
  // In parts: taking 20,000 rows over at once would hold up everything else in the receiving thread.
  for (let from = 0; from < rows.length; from += 500) tell({ is: 'rows', rows: rows.slice(from, from + 500) })
  return content.format
}

/** Every row of the file in its order, with what became of it. */
function markedRows({ questions }: FileContent, marks: readonly Mark[]): CorrectionRow[] {
  const said = new Map(questions.map((question) => [placeOf(question), question]))
  return marks.map((mark) => ({ ...mark, said: said.get(placeOf(mark)) ?? null }))
}

// A declaration: the work above begins before a constant down here would have its value.
function placeOf({ row, sheet }: { row: number; sheet?: string | null | undefined }): string {
  return `${sheet ?? ''}\u0001${row}`
}
