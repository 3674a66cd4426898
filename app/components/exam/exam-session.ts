import { type Started, takeCarriedStart } from './carried-start.ts'
import { ClockKeeper } from './clock-keeper.ts'
import type { PendingMessage, StandingReply } from './exam-api.ts'
import { pinClock, type PinnedClock } from './exam-clock.ts'
import { type ExamState, firstState, isOpen, toggled } from './exam-state.ts'
import { handInWhenSaved } from './hand-in.ts'
import { HeldState } from './held-state.ts'
import { askForAttempt, joinKept } from './opening.ts'
import { Desk } from './outbox/desk.ts'
import { deliver, finishOutbox } from './outbox/finish.ts'
import { unsavedItems } from './outbox/ledger.ts'
import { generationOf } from './outbox/machine.ts'
import { inTime, type OutboxKey, type OutboxStore, openStore } from './outbox/store.ts'
import { standForWriter, type Writer } from './outbox/writer.ts'

export type SessionHead = { attemptId: string; registrationId: string; personId: string }

const TICK_MS = 500
const WIPE_WITHIN_MS = 10_000

/**
 * One candidate's exam in this tab, from asking for the paper to the receipt. It outlives every fault of the line;
 * what it knows is in `state`, and whoever shows it subscribes.
 */
export class ExamSession {
  readonly #head: SessionHead
  readonly #key: OutboxKey
  readonly #leaveFor: (path: string) => void
  readonly #held = new HeldState(firstState)
  readonly #clock = new ClockKeeper(this.#held)
  #store: OutboxStore | null = null
  #writer: Writer | null = null
  #desk: Desk | null = null
  #opening = 0
  #ticker: number | undefined
  #closed = false
  #finishing = false

  constructor(head: SessionHead, leaveFor: (path: string) => void) {
    this.#head = head
    this.#key = { attemptId: head.attemptId, personId: head.personId }
    this.#leaveFor = leaveFor
  }

  get state(): ExamState {
    return this.#held.value
  }

  subscribe = (listener: () => void): (() => void) => this.#held.subscribe(listener)

  async start(): Promise<void> {
    const store = await openStore()
    if (this.#closed) return store.close()
    this.#store = store
    this.#ticker = window.setInterval(() => this.#clock.tick(), TICK_MS)
    const { attemptId, personId } = this.#head
    this.#writer = standForWriter(`${attemptId} ${personId}`, {
      elected: () => void this.#open({}),
      lost: () => this.#giveWay(),
      finished: (receiptId) => this.#leaveFor(`/receipts/${receiptId}`),
    })
  }

  close(): void {
    this.#closed = true
    this.#opening += 1
    window.clearInterval(this.#ticker)
    void this.#desk?.leave()
    this.#writer?.close()
  }

  /** Chooses an option, or takes the choice away again. */
  choose(itemId: string, optionId: string): void {
    const item = this.state.items.find((one) => one.itemId === itemId)
    if (!item || !isOpen(this.state)) return
    this.#desk?.choose(itemId, toggled(item, this.state.ledger.answers[itemId] ?? [], optionId))
  }

  clear(itemId: string): void {
    if (isOpen(this.state)) this.#desk?.choose(itemId, [])
  }

  mark(itemId: string): void {
    const { marked } = this.state
    this.#set({
      marked: marked.includes(itemId) ? marked.filter((id) => id !== itemId) : [...marked, itemId],
    })
    this.#keepPlace()
  }

  goTo(index: number): void {
    if (index < 0 || index >= this.state.items.length || index === this.state.current) return
    this.#set({ current: index })
    this.#keepPlace()
  }

  /** Goes on here, where the attempt is held by another computer or login. */
  takeOver(): void {
    void this.#open({ takeOver: true })
  }

  /** Goes on in this tab. */
  takeTab(): void {
    this.#set({ stage: { at: 'opening', trouble: null } })
    this.#writer?.takeOver()
  }

  /** The line may be back, or the page is looked at again. */
  hurry(): void {
    this.#clock.tick()
    this.#desk?.hurry()
  }

  dismissNotice(id: number): void {
    this.#clock.dismissNotice(id)
  }

  receiveClock(clock: PinnedClock): void {
    if (this.#clock.receive(clock)) this.#desk?.resume()
  }

  receiveMessages(messages: readonly PendingMessage[]): void {
    const known = new Set(this.state.messages.map((message) => message.id))
    const fresh = messages.filter(
      (message) => !known.has(message.id) && !this.state.readMessages.includes(message.id),
    )
    if (fresh.length > 0) this.#set({ messages: [...this.state.messages, ...fresh] })
  }

  /** The candidate has read it: gone from the page at once. Telling the server is for the caller to see through. */
  readMessage(id: string): void {
    const messages = this.state.messages.filter((message) => message.id !== id)
    this.#set({ messages, readMessages: [...this.state.readMessages, id] })
  }

  /** Another machine may have taken the attempt. */
  receiveMachine(generation: number | null): void {
    const own = this.#desk ? generationOf(this.#desk.machine) : null
    if (own !== null && generation !== null && generation > own) this.#becomeStale()
  }

  receiveStanding(standing: StandingReply, asked: { askedAt: number; answeredAt: number }): void {
    this.receiveMessages(standing.messages)
    if (standing.state === 'void') return this.#set({ stage: { at: 'failed', reason: 'void' } })
    if (standing.state === 'closed') {
      if (standing.receiptId) void this.#finish(standing.receiptId, 'closed')
      return
    }
    this.receiveClock(pinClock(standing.clock, asked.askedAt, asked.answeredAt))
  }

  /** The attempt counts as nothing any more: its proctor will say how to go on. */
  receiveAnnulled(): void {
    void this.#desk?.leave()
    this.#set({ stage: { at: 'failed', reason: 'annulled' } })
  }

  /** Hands in, as far as anybody can from here: see handInWhenSaved. */
  async handIn(): Promise<void> {
    const desk = this.#desk
    if (!desk || this.state.handIn !== 'idle') return
    const outcome = await handInWhenSaved(desk, {
      attemptId: this.#head.attemptId,
      say: (handIn) => this.#set({ handIn }),
      goesOn: () =>
        this.state.handIn !== 'idle' && desk === this.#desk && this.state.stage.at === 'answering',
    })
    if (outcome.is === 'receipt') return this.#finish(outcome.receiptId, 'handed-in')
    if (outcome.is === 'stale') return this.#becomeStale()
    this.#set({ handIn: 'idle' })
  }

  cancelHandIn(): void {
    if (this.state.handIn === 'saving') this.#set({ handIn: 'idle' })
  }

  async #open({ takeOver }: { takeOver?: boolean }): Promise<void> {
    const round = ++this.#opening
    const { attemptId, registrationId } = this.#head
    const carried = takeCarriedStart(attemptId)
    if (carried) return this.#begin(carried, round)
    if (this.state.stage.at !== 'machine-held') this.#set({ stage: { at: 'opening', trouble: null } })
    for (;;) {
      const opening = await askForAttempt({ registrationId, attemptId, ...(takeOver && { takeOver }) })
      if (round !== this.#opening) return
      if (opening.is === 'open') return this.#begin(opening.started, round)
      this.#set({ stage: opening.stage })
      if (opening.is === 'stopped') return
      await new Promise((resolve) => setTimeout(resolve, opening.afterMs))
      if (round !== this.#opening) return
    }
  }

  async #begin({ value: reply, askedAt, answeredAt }: Started, round: number): Promise<void> {
    const store = this.#store
    if (!store) return
    const key = this.#key
    const kept = await inTime(store.read(key), WIPE_WITHIN_MS).catch(() => null)
    if (round !== this.#opening) return
    const { ledger, apart, apartItems } = joinKept(reply, kept)
    const items = reply.paper.items
    const place = items.findIndex((item) => item.itemId === kept?.itemId)
    // Told to the server as what they are, answers of an old machine, before the new desk clears them away.
    if (apart) await deliver(key, apart).catch(() => false)
    if (round !== this.#opening) return
    this.#set({
      stage: { at: 'answering' },
      items,
      ledger,
      clock: null,
      lineBroken: false,
      handIn: 'idle',
      marked: kept?.marked ?? [],
      current: Math.max(0, place),
      durable: store.durable,
      leftBehind: apartItems,
    })
    this.#desk = new Desk(
      {
        key,
        machine: reply.machine,
        store,
        events: {
          changed: (changed) => this.#set({ ledger: changed }),
          clock: (clock) => this.receiveClock(clock),
          line: (broken) => this.state.lineBroken !== broken && this.#set({ lineBroken: broken }),
          halted: (why) => this.#halted(why),
          fragile: () => this.#set({ durable: false }),
          overtaken: () => this.#giveWay(),
        },
      },
      ledger,
    )
    this.receiveClock(pinClock(reply.clock, askedAt, answeredAt))
  }

  #halted(why: 'paused' | 'over' | 'stale'): void {
    if (why === 'stale') this.#becomeStale()
    if (why === 'over') this.#set({ stage: { at: 'over', why: 'closed' } })
  }

  /** Another computer writes. What we still hold goes to the server, which keeps it apart, and leaves this computer. */
  #becomeStale(): void {
    const desk = this.#desk
    if (!desk) return
    const { pending } = desk.ledger
    this.#desk = null
    this.#set({ stage: { at: 'stale', unsaved: unsavedItems(desk.ledger).length }, handIn: 'idle' })
    void desk
      .leave()
      .then(() => deliver(this.#key, { machine: desk.machine, pending: [...pending] }))
      .then((delivered) => (delivered ? this.#store?.wipe(this.#key) : undefined))
      .catch(() => {})
  }

  /** Another tab of this browser writes. */
  #giveWay(): void {
    this.#opening += 1
    void this.#desk?.leave()
    this.#desk = null
    if (!this.#finishing) this.#set({ stage: { at: 'other-tab' }, handIn: 'idle' })
  }

  async #finish(receiptId: string, why: 'closed' | 'handed-in'): Promise<void> {
    if (this.#finishing) return
    this.#finishing = true
    this.#set({ stage: { at: 'over', why }, handIn: 'idle' })
    const desk = this.#desk
    await desk?.leave()
    const kept = desk && { machine: desk.machine, pending: [...desk.ledger.pending] }
    await inTime(finishOutbox(this.#key, { opened: this.#store, kept }), WIPE_WITHIN_MS).catch(() => {})
    this.#writer?.finish(receiptId)
    this.#leaveFor(`/receipts/${receiptId}`)
  }

  #keepPlace(): void {
    const { marked, items, current } = this.state
    const place = { marked: [...marked], itemId: items[current]?.itemId ?? null }
    void this.#store?.keepPlace(this.#key, place).catch(() => {})
  }

  #set(change: Partial<ExamState>): void {
    if (!this.#closed) this.#held.set(change)
  }
}
