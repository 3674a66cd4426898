import type { Ledger } from './ledger.ts'
import { inTime, memoryStore, type OutboxKey, type OutboxStore } from './store.ts'

/** A disk slower than this must not keep an answer from the server. */
const WRITE_WITHIN_MS = 2000

type Options = {
  key: OutboxKey
  machine: string
  store: OutboxStore
  /** Entries up to here are in the store and may be sent. */
  onWritten: () => void
  /** The browser's store failed: answers wait in this page only, and the page must say so. */
  onFragile: () => void
  /** Another page has taken the same number: this one is not the writer any more. */
  onOvertaken: () => void
}

/**
 * Writes the ledger down, one step after the other. Nothing is sent before it is written: a browser that dies
 * between choosing and the server's reply finds the same entry under the same number.
 */
export class Journal {
  readonly #options: Options
  #store: OutboxStore
  #chain: Promise<void> = Promise.resolve()
  /** What is in the store, and what will be when the chain has run. */
  #written: Ledger
  #queued: Ledger | null = null
  /** Raised when numbers are given anew: a step that was queued before no longer says what is written. */
  #epoch = 0

  constructor(options: Options, ledger: Ledger) {
    this.#options = options
    this.#store = options.store
    this.#written = { ...ledger, pending: [] }
    if (!options.store.durable) options.onFragile()
  }

  /** The highest number that is written down, or settled. */
  get writtenSeq(): number {
    const { pending, savedSeq } = this.#written
    return pending[pending.length - 1]?.seq ?? savedSeq
  }

  /** Writes what is new in `ledger`: the first time, and after numbers were given anew, all of it. */
  write(ledger: Ledger): void {
    const whole = !this.#queued || isRenumbered(this.#queued, ledger)
    if (whole) {
      this.#epoch += 1
      this.#written = { ...ledger, pending: [] }
    }
    this.#queued = ledger
    const epoch = this.#epoch
    this.#chain = this.#chain.then(() => this.#step(ledger, { whole, epoch }))
  }

  /** Waits until everything so far is written. */
  idle(): Promise<void> {
    return this.#chain
  }

  async #step(ledger: Ledger, { whole, epoch }: { whole: boolean; epoch: number }): Promise<void> {
    if (epoch !== this.#epoch) return // a later step writes everything
    try {
      if (whole)
        await inTime(this.#store.replace(this.#options.key, this.#options.machine, ledger), WRITE_WITHIN_MS)
      else await this.#append(ledger)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'ConstraintError')
        return this.#options.onOvertaken()
      this.#store = memoryStore()
      this.#options.onFragile()
    }
    if (epoch !== this.#epoch) return
    this.#written = ledger
    this.#options.onWritten()
  }

  async #append(ledger: Ledger): Promise<void> {
    const { key, machine } = this.#options
    if (ledger.savedSeq > this.#written.savedSeq)
      await inTime(this.#store.settle(key, ledger.savedSeq), WRITE_WITHIN_MS)
    for (const entry of ledger.pending) {
      if (entry.seq > this.writtenSeq) await inTime(this.#store.add(key, machine, entry), WRITE_WITHIN_MS)
    }
  }
}

function isRenumbered(before: Ledger, after: Ledger): boolean {
  if (after.savedSeq < before.savedSeq) return true
  const known = new Map(before.pending.map((entry) => [entry.seq, entry.itemId]))
  return after.pending.some((entry) => entry.seq <= before.lastSeq && known.get(entry.seq) !== entry.itemId)
}
