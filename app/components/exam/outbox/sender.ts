import { type ClockReply, type PinnedClock, pinClock } from '../exam-clock.ts'
import { clockIn, type Failed, type Reply, savedSeqIn, type SaveReply } from '../exam-api.ts'
import type { Entry, Pending } from './ledger.ts'

/** Why the sender stands still. `paused` goes on by itself when the clock runs again. */
export type Halt = 'paused' | 'over' | 'stale'

export type SenderPorts = {
  /** What is not settled, oldest first. */
  pending(): readonly Pending[]
  post(entries: Entry[]): Promise<Reply<SaveReply>>
  settled(reply: Pick<SaveReply, 'savedSeq' | 'refused'>): void
  clock(clock: PinnedClock): void
  /** The line broke or came back. */
  line(broken: boolean): void
  halted(why: Halt): void
  wait(ms: number): Promise<void>
  random(): number
}

/** The server takes 200 at once, and 64 kB: long ids included, this many always fit. */
const BATCH = 100
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8000

/**
 * Sends what is not settled, oldest first: at once, one request at a time, again and again until the server has
 * said what became of it. Without an answer nobody knows, so the same is sent again; the server tells the same from
 * the new by its number.
 */
export class Sender {
  readonly #ports: SenderPorts
  #running = false
  #halt: Halt | null = null
  #failures = 0
  #skipWait: (() => void) | null = null

  constructor(ports: SenderPorts) {
    this.#ports = ports
  }

  get halt(): Halt | null {
    return this.#halt
  }

  /** There is something new to send. */
  wake(): void {
    if (!this.#running && !this.#halt) void this.#run()
  }

  /** The line may be back: does not wait for its turn. */
  hurry(): void {
    this.#skipWait?.()
    this.wake()
  }

  /** The clock runs again, or the deadline was moved. A stale machine never goes on. */
  resume(): void {
    if (this.#halt === 'stale') return
    this.#halt = null
    this.wake()
  }

  /** The page has another reason not to send: another tab writes, or the receipt is there. */
  stop(why: Halt): void {
    this.#halt = why
    this.#skipWait?.()
  }

  async #run(): Promise<void> {
    this.#running = true
    while (!this.#halt) {
      const batch = this.#ports.pending().slice(0, BATCH)
      if (batch.length === 0) break
      await this.#send(batch)
    }
    this.#running = false
  }

  async #send(batch: readonly Pending[]): Promise<void> {
    const entries = batch.map(({ seq, itemId, response, clientAt }) => ({ seq, itemId, response, clientAt }))
    const reply = await this.#ports.post(entries)
    if (reply.ok) {
      this.#failures = 0
      this.#ports.line(false)
      this.#ports.settled(reply.value)
      this.#tell(reply.value.clock, reply)
      // Refused without anything settled: the same again at once would be an endless circle.
      if (reply.value.savedSeq < (batch[0]?.seq ?? 0)) await this.#backOff()
      return
    }
    const halt = haltOf(reply)
    if (!halt) {
      this.#ports.line(true)
      return this.#backOff()
    }
    this.#failures = 0
    this.#ports.line(false)
    const savedSeq = savedSeqIn(reply)
    // What was saved before the refusal, and is only now heard of, counts as saved.
    if (savedSeq !== null) this.#ports.settled({ savedSeq, refused: [] })
    this.#halt = halt
    const clock = clockIn(reply)
    if (clock) this.#tell(clock, null)
    this.#ports.halted(halt)
  }

  #tell(clock: ClockReply, asked: { askedAt: number; answeredAt: number } | null): void {
    const now = performance.now()
    this.#ports.clock(pinClock(clock, asked?.askedAt ?? now, asked?.answeredAt ?? now))
  }

  /** Full jitter: a room of browsers that lost the server together comes back spread out. */
  async #backOff(): Promise<void> {
    const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#failures, 10))
    this.#failures += 1
    const skipped = new Promise<void>((resolve) => (this.#skipWait = resolve))
    await Promise.race([
      this.#ports.wait(FIRST_WAIT_MS + this.#ports.random() * (ceiling - FIRST_WAIT_MS)),
      skipped,
    ])
    this.#skipWait = null
  }
}

function haltOf({ reason }: Failed): Halt | null {
  if (reason === 'paused') return 'paused'
  if (reason === 'stale-machine') return 'stale'
  return reason === 'time-over' || reason === 'not-open' ? 'over' : null
}
