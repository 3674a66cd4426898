/**
 * Of the tabs of one browser profile that show the same attempt, one writes. The browser's locks elect it; the
 * others say so and offer to take over. A tab that dies gives its lock back by itself.
 */

export type WriterEvents = {
  /** This tab writes now. */
  elected(): void
  /** Another tab writes: this one must not. */
  lost(): void
  /** The receipt is there: another tab handed in. */
  finished(receiptId: string): void
}

export type Writer = {
  /** Takes over from the other tab: asks it politely, and if it does not answer, takes. */
  takeOver(): void
  finish(receiptId: string): void
  close(): void
}

type Message = { type: 'claim'; tab: string } | { type: 'finished'; receiptId: string }

/** Stands for election. Without locks (a page that is not secure) the tab that came last writes. */
export function standForWriter(key: string, events: WriterEvents): Writer {
  const locks = 'locks' in navigator && window.isSecureContext ? navigator.locks : null
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(`lawexam-writer ${key}`) : null
  const election = locks ? byLock(locks, `lawexam-writer ${key}`, events) : byLastClaim(events)
  const tab = tabName()

  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.type === 'finished') events.finished(data.receiptId)
      else if (data.tab !== tab) election.yield()
    }
  }
  const claim = () => channel?.postMessage({ type: 'claim', tab } satisfies Message)
  election.stand()
  if (!locks) claim()

  return {
    takeOver() {
      claim()
      election.take()
    },
    finish(receiptId) {
      channel?.postMessage({ type: 'finished', receiptId } satisfies Message)
    },
    close() {
      election.leave()
      channel?.close()
    },
  }
}

/** yield: gives way and gets in line · leave: the page goes. */
type Election = { stand(): void; take(): void; yield(): void; leave(): void }

function byLock(locks: LockManager, name: string, events: WriterEvents): Election {
  let release: (() => void) | null = null
  let round = 0

  /** Holds the lock until it is given back, or stolen. A request of an earlier round lets go at once. */
  function request(options: LockOptions): void {
    const mine = ++round
    const held = locks.request(name, options, (lock) => {
      if (mine !== round) return undefined
      if (!lock) {
        events.lost()
        return void request({}) // in line for the day the other tab is closed
      }
      events.elected()
      return new Promise<void>((resolve) => (release = resolve))
    })
    // It rejects only when a tab that takes over has stolen the lock.
    held.catch(() => mine === round && step(() => request({})))
  }

  function step(next: () => void): void {
    release?.()
    release = null
    events.lost()
    next()
  }

  return {
    stand: () => request({ ifAvailable: true }),
    take: () => request({ steal: true }),
    yield() {
      if (release) step(() => request({}))
    },
    leave() {
      round += 1
      release?.()
      release = null
    },
  }
}

function byLastClaim(events: WriterEvents): Election {
  let writes = false
  let left = false
  const set = (next: boolean) => {
    if (left || writes === next) return
    writes = next
    if (next) events.elected()
    else events.lost()
  }
  return {
    // After the page has been set up, as a lock would.
    stand: () => void Promise.resolve().then(() => set(true)),
    take: () => set(true),
    yield: () => set(false),
    leave() {
      left = true
    },
  }
}

function tabName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
