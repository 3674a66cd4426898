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
  #written: Ledger
  #whole = true

  constructor(options: Options, ledger: Ledger) {
    this.#options = options
    this.#store = options.store
    // What was made before is written whole once, under the numbers of this machine.
    this.#written = { ...ledger, pending: [] }
    if (!options.store.durable) options.onFragile()
  }

  /** The highest number that is written down, or settled. */
  get writtenSeq(): number {
    const { pending, savedSeq } = this.#written
    return pending[pending.length - 1]?.seq ?? savedSeq
  }

  /** Writes what is new in `ledger`. */
  write(ledger: Ledger): void {
    const renumbered = ledger.pending.some((entry) => entry.seq <= this.writtenSeq && !this.#has(entry.seq, entry.itemId))
    if (renumbered || ledger.savedSeq < this.#written.savedSeq) {
      this.#whole = true
      this.#written = { ...ledger, pending: [] }
    }
    this.#chain = this.#chain.then(() => this.#step(ledger))
  }

  /** Waits until everything so far is written. */
  idle(): Promise<void> {
    return this.#chain
  }

  #has(seq: number, itemId: string): boolean {
    return this.#written.pending.some((entry) => entry.seq === seq && entry.itemId === itemId)
  }

  async #step(ledger: Ledger): Promise<void> {
    const { key, machine } = this.#options
    try {
      if (this.#whole) await inTime(this.#store.replace(key, machine, ledger), WRITE_WITHIN_MS)
      else await this.#append(ledger)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'ConstraintError') return this.#options.onOvertaken()
      this.#store = memoryStore()
      this.#options.onFragile()
    }
    this.#whole = false
    this.#written = ledger
    this.#options.onWritten()
  }

  async #append(ledger: Ledger): Promise<void> {
    const { key, machine } = this.#options
    if (ledger.savedSeq > this.#written.savedSeq) await inTime(this.#store.settle(key, ledger.savedSeq), WRITE_WITHIN_MS)
    for (const entry of ledger.pending) {
      if (entry.seq > this.writtenSeq) await inTime(this.#store.add(key, machine, entry), WRITE_WITHIN_MS)
    }
  }
}
