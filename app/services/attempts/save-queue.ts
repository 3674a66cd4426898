import type pg from 'pg'

import { type PaperCache, saveBatch, type SaveOutcome, type SaveRequest } from './save-responses.ts'

/** The database did not answer: nothing may be said about the request, and the client sends it again. */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('The outcome of the save is not known.', { cause })
  }
}

type Waiting = {
  request: SaveRequest
  resolve: (outcome: SaveOutcome) => void
  reject: (error: unknown) => void
}

/**
 * Group commit: requests that arrive within a few milliseconds share one transaction. A batch that fails is
 * retried singly, so that one bad neighbour costs nobody an answer.
 */
export class SaveQueue {
  readonly #pool: pg.Pool
  readonly #papers: PaperCache = new Map()
  readonly #gatherMs: number
  readonly #batchSize: number
  #waiting: Waiting[] = []
  #timer: NodeJS.Timeout | undefined
  #running = new Set<Promise<void>>()

  constructor(pool: pg.Pool, options: { gatherMs?: number; batchSize?: number } = {}) {
    this.#pool = pool
    this.#gatherMs = options.gatherMs ?? 4
    this.#batchSize = options.batchSize ?? 128
  }

  /** Resolves once the request is committed or refused; rejects with OutcomeUnknown when nobody knows. */
  save(request: SaveRequest): Promise<SaveOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject })
      if (this.#waiting.length >= this.#batchSize) this.#flush()
      else this.#timer ??= setTimeout(() => this.#flush(), this.#gatherMs)
    })
  }

  /** Waits until nothing is under way. */
  async drain(): Promise<void> {
    this.#flush()
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const batch = this.#waiting
    this.#waiting = []
    if (batch.length === 0) return
    const run = this.#commit(batch).finally(() => this.#running.delete(run))
    this.#running.add(run)
  }

  async #commit(batch: Waiting[]): Promise<void> {
    try {
      const outcomes = await saveBatch(
        this.#pool,
        this.#papers,
        batch.map((waiting) => waiting.request),
      )
      batch.forEach((waiting, index) => waiting.resolve(outcomes[index] ?? { kind: 'not-found' }))
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(new OutcomeUnknown(error))
      else for (const waiting of batch) await this.#commit([waiting])
    }
  }
}
