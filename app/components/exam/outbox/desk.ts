import { examApi } from '../exam-api.ts'
import type { PinnedClock } from '../exam-clock.ts'
import { Journal } from './journal.ts'
import { choose, type Ledger, settle } from './ledger.ts'
import { type Halt, Sender } from './sender.ts'
import type { OutboxKey, OutboxStore } from './store.ts'

export type DeskEvents = {
  changed(ledger: Ledger): void
  clock(clock: PinnedClock): void
  line(broken: boolean): void
  halted(why: Halt): void
  fragile(): void
  overtaken(): void
}

type Options = {
  key: OutboxKey
  machine: string
  store: OutboxStore
  events: DeskEvents
  save?: typeof examApi.save
}

/**
 * The desk of one machine: every choice is shown, written down, sent and settled, in this order. A desk that was
 * left says nothing any more.
 */
export class Desk {
  readonly machine: string
  readonly #events: DeskEvents
  readonly #journal: Journal
  readonly #sender: Sender
  #ledger: Ledger
  #left = false
  #settled: (() => void)[] = []

  constructor(options: Options, ledger: Ledger) {
    const { key, machine, store, events, save = examApi.save } = options
    this.machine = machine
    this.#ledger = ledger
    this.#events = events
    this.#journal = new Journal(
      {
        key,
        machine,
        store,
        onWritten: () => this.#sender.wake(),
        onFragile: () => this.#tell(() => events.fragile()),
        onOvertaken: () => this.#tell(() => events.overtaken()),
      },
      ledger,
    )
    this.#sender = new Sender({
      pending: () => this.#ledger.pending.filter((entry) => entry.seq <= this.#journal.writtenSeq),
      post: (entries) => save(key.attemptId, { machine, entries }),
      settled: (reply) => this.#change(settle(this.#ledger, reply)),
      clock: (clock) => this.#tell(() => events.clock(clock)),
      line: (broken) => this.#tell(() => events.line(broken)),
      halted: (why) => this.#tell(() => events.halted(why)),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      random: Math.random,
    })
    this.#journal.write(ledger)
  }

  get ledger(): Ledger {
    return this.#ledger
  }

  choose(itemId: string, response: readonly string[]): void {
    const clientAt = new Date().toISOString()
    this.#change(choose(this.#ledger, { itemId, response, clientAt, since: performance.now() }))
  }

  /** Resolves when nothing is on its way. */
  async allSettled(): Promise<void> {
    while (this.#ledger.pending.length > 0 && !this.#left) {
      await new Promise<void>((resolve) => this.#settled.push(resolve))
    }
  }

  /** The line may be back. */
  hurry(): void {
    this.#sender.hurry()
  }

  /** The clock runs: whatever stood still for its sake goes on. */
  resume(): void {
    if (this.#sender.halt) this.#sender.resume()
  }

  /** Another tab writes, or the receipt is there. */
  leave(): Promise<void> {
    this.#left = true
    this.#sender.stop('over')
    this.#wakeWaiting()
    return this.#journal.idle()
  }

  #change(next: Ledger): void {
    if (next === this.#ledger || this.#left) return
    this.#ledger = next
    this.#journal.write(next)
    this.#tell(() => this.#events.changed(next))
    this.#wakeWaiting()
  }

  #wakeWaiting(): void {
    const waiting = this.#settled
    this.#settled = []
    for (const resolve of waiting) resolve()
  }

  #tell(say: () => void): void {
    if (!this.#left) say()
  }
}
