import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

import { ok } from '#app/domain/result.ts'
import type { ExportedQuestion } from '#question-bank/formats/exported-question.ts'
import type { FileFault, FileFormat } from '#question-bank/formats/file-question.ts'
import type { JudgedRow } from '#question-bank/formats/judge-file.ts'
import type { RegisteredLaw } from '#question-bank/formats/law-registry.ts'
import type { FileToRead } from '#question-bank/formats/read-file.ts'
import type { ExportFormat } from '#question-bank/formats/write-file.ts'

import type { Mark } from './job-row.ts'

/** Work on a file of questions, for a thread of its own. */
export type Task =
  | ({ do: 'read'; laws: RegisteredLaw[]; today: string } & FileToRead)
  | { do: 'write'; format: ExportFormat; questions: ExportedQuestion[] }
  | ({ do: 'correct'; marks: Mark[] } & FileToRead)
  | { do: 'template' }

/** What each task answers; the rows of `read` come before, part by part. */
type Answers = {
  read: FileFormat
  write: Uint8Array
  correct: Uint8Array
  template: Uint8Array
}

export type ThreadMessage =
  | { is: 'progress'; done: number; of: number }
  | { is: 'rows'; rows: JudgedRow[] }
  | { is: 'done'; value: unknown }
  | { is: 'unreadable'; fault: FileFault; detail: string }

/** A file that was refused as a whole. `too-costly`: it takes more memory or time than a file of questions needs. */
export type Unreadable = { ok: false; refusal: FileFault | 'too-costly'; detail: string }

/** What came of work on a file. */
export type OfFile<Value> = { ok: true; value: Value } | Unreadable

/** Enough for 30,000 long questions, and no more than the machine can spare while an exam runs. */
const mostMb = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64 }
const longestMs = 90_000

type Listeners = {
  onProgress?: (done: number, of: number) => void
  onRows?: (rows: readonly JudgedRow[]) => void
}

/**
 * Reads or writes a file of questions in a thread with bounded memory and time, so that no file holds up or ends an
 * exam, whatever is in it.
 */
export function runApart<Asked extends Task>(
  task: Asked,
  { onProgress, onRows }: Listeners = {},
): Promise<OfFile<Answers[Asked['do']]>> {
  type Answer = OfFile<Answers[Asked['do']]>
  // The thread runs the source, from the built pages too.
  const program = createRequire(import.meta.url).resolve('#app/services/bank-files/files-thread.ts')
  const thread = new Worker(program, { workerData: task, resourceLimits: mostMb })
  const late = setTimeout(() => void thread.terminate(), longestMs)
  return new Promise<Answer>((resolve, reject) => {
    thread.on('message', (message: ThreadMessage) => {
      if (message.is === 'progress') onProgress?.(message.done, message.of)
      else if (message.is === 'rows') onRows?.(message.rows)
      else if (message.is === 'unreadable')
        resolve({ ok: false, refusal: message.fault, detail: message.detail })
      // Safe: the thread answers a task with what `Answers` says.
      else resolve(ok(message.value as Answers[Asked['do']]))
    })
    thread.once('error', (error: Error) => {
      if (isOutOfMemory(error)) resolve(tooCostly)
      else reject(error)
    })
    thread.once('exit', () => resolve(tooCostly))
  }).finally(() => clearTimeout(late))
}

const isOutOfMemory = (error: Error) =>
  error instanceof RangeError || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')

const tooCostly: Unreadable = {
  ok: false,
  refusal: 'too-costly',
  detail: 'The file takes more memory or time than any file of questions needs.',
}
