import { uuidv7 } from 'uuidv7'

import { ok, refuse, type Result } from '#app/domain/result.ts'
import type { FileFormat } from '#question-bank/formats/file-question.ts'
import type { FileToRead } from '#question-bank/formats/read-file.ts'

import { type BankStaff, isAuthor } from '../questions/bank-staff.ts'
import { checkFile, type ImportOutcome, importFile, type Step } from './import-file.ts'
import { type JobRow, jobRowOf, type Mark } from './job-row.ts'
import { type OfFile, runApart, type Unreadable } from './run-apart.ts'

/**
 * `checking` and `importing` are under way; `checked` waits for its author; `imported`, `unreadable` and `failed` are
 * ends.
 */
export type JobPhase = 'checking' | 'checked' | 'importing' | 'imported' | 'unreadable' | 'failed'

/** One file on its way into the bank. */
export type ImportJob = {
  id: string
  accountId: string
  file: FileToRead
  phase: JobPhase
  step: Step | null
  fault: Pick<Unreadable, 'refusal' | 'detail'> | null
  /** Of the check, then of the import. */
  outcome: { format: FileFormat; counts: ImportOutcome['counts']; rows: JobRow[] } | null
}

const limits = {
  /** Files at work at once: reading takes a core. */
  running: 2,
  /** Files kept for one person, and for all; the oldest that is at rest makes room. */
  perPerson: 3,
  all: 16,
  bytes: 192 * 1024 * 1024,
  forgottenAfterMs: 3_600_000,
}

/** `busy`: the person's own file is under way; `full`: too many are, of others. */
export type StartRefusal = 'not-allowed' | 'busy' | 'full'

/**
 * The files that authors are importing. They are kept in memory for an hour: a check writes nothing that would have
 * to outlive a restart, and an import is one transaction.
 */
export class ImportJobs {
  readonly #jobs = new Map<string, ImportJob>()
  readonly #onError: (error: unknown) => void

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  /** Begins the check of a file. @returns The id of the job, to be asked about. */
  start(staff: BankStaff, file: FileToRead): Result<string, StartRefusal> {
    if (!isAuthor(staff)) return refuse('not-allowed')
    const own = this.#list().filter(({ accountId }) => accountId === staff.accountId)
    if (own.some(isUnderWay)) return refuse('busy')
    if (this.#list().filter(isUnderWay).length >= limits.running) return refuse('full')
    if (own.length >= limits.perPerson) this.#dropOldest(own)
    while (this.#isFull(file.file.length)) if (!this.#dropOldest(this.#list())) return refuse('full')
    const job: ImportJob = {
      ...{ id: uuidv7(), accountId: staff.accountId, file, phase: 'checking' },
      ...{ step: null, fault: null, outcome: null },
    }
    this.#jobs.set(job.id, job)
    setTimeout(() => this.#jobs.delete(job.id), limits.forgottenAfterMs).unref()
    this.#run(job, 'checked', (onStep) => checkFile(importerOf(staff), file, onStep))
    return ok(job.id)
  }

  /** A person's own job. Somebody else's is not found. */
  find(staff: BankStaff, id: string): ImportJob | null {
    const job = this.#jobs.get(id)
    return job?.accountId === staff.accountId ? job : null
  }

  /** A person's own jobs, the newest first. */
  list(staff: BankStaff): ImportJob[] {
    return this.#list()
      .filter(({ accountId }) => accountId === staff.accountId)
      .reverse()
  }

  /** Begins the import of a checked file. @returns `changed`: it is no longer waiting for that. */
  confirm(staff: BankStaff, id: string): Result<null, 'not-allowed' | 'not-found' | 'changed' | 'full'> {
    if (!isAuthor(staff)) return refuse('not-allowed')
    const job = this.find(staff, id)
    if (!job) return refuse('not-found')
    if (job.phase !== 'checked') return refuse('changed')
    if (this.#list().filter(isUnderWay).length >= limits.running) return refuse('full')
    job.phase = 'importing'
    this.#run(job, 'imported', (onStep) => importFile(importerOf(staff), job.file, onStep))
    return ok(null)
  }

  /** Forgets a file that is not under way. */
  discard(staff: BankStaff, id: string): void {
    const job = this.find(staff, id)
    if (job && !isUnderWay(job)) this.#jobs.delete(id)
  }

  /**
   * The file with what became of each row, to be corrected and imported again.
   *
   * @param markOf The verdict and the reason of a row, in the reader's language.
   */
  async correct(job: ImportJob, markOf: (row: JobRow) => Mark): Promise<OfFile<Uint8Array>> {
    return runApart({ do: 'correct', ...job.file, marks: job.outcome?.rows.map(markOf) ?? [] })
  }

  #run(
    job: ImportJob,
    end: 'checked' | 'imported',
    work: (onStep: (step: Step) => void) => ReturnType<typeof checkFile>,
  ): void {
    const onStep = (step: Step) => {
      job.step = step
    }
    void work(onStep).then(
      (done) => {
        job.phase = done.ok ? end : 'unreadable'
        job.fault = done.ok ? null : { refusal: done.refusal, detail: done.detail }
        if (done.ok) {
          const { format, counts, rows } = done.value
          job.outcome = { format, counts, rows: rows.map(jobRowOf) }
        }
      },
      (error: unknown) => {
        job.phase = 'failed'
        this.#onError(error)
      },
    )
  }

  #list = (): ImportJob[] => [...this.#jobs.values()]

  #isFull(bytes: number): boolean {
    const held = this.#list().reduce((sum, { file }) => sum + file.file.length, 0)
    return this.#jobs.size >= limits.all || held + bytes > limits.bytes
  }

  /** @returns False when all of them are under way. */
  #dropOldest(jobs: readonly ImportJob[]): boolean {
    const oldest = jobs.find((job) => !isUnderWay(job))
    return oldest !== undefined && this.#jobs.delete(oldest.id)
  }
}

const isUnderWay = ({ phase }: Pick<ImportJob, 'phase'>) => phase === 'checking' || phase === 'importing'

const importerOf = ({ db, accountId, name }: BankStaff) => ({ db, account: { id: accountId, name } })
