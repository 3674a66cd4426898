import {
  changeOf,
  type ClockReply,
  crossedMinutes,
  isNewer,
  type PinnedClock,
  remainingAt,
} from './exam-clock.ts'
import type { ExamNotice, ExamState } from './exam-state.ts'
import type { HeldState } from './held-state.ts'

/** Keeps the candidate's clock: takes in readings, announces, warns, and locks the page at the deadline. */
export class ClockKeeper {
  readonly #held: HeldState<ExamState>
  #lastMs: number | null = null
  #notices = 0

  constructor(held: HeldState<ExamState>) {
    this.#held = held
  }

  /** @returns Whether answers may be written again or still. */
  receive(clock: PinnedClock): boolean {
    const { clock: before, stage } = this.#held.value
    if (!isNewer(clock, before)) return false
    this.#held.set({ clock })
    if (before) this.#noticeChange(before, clock)
    const running = clock.phase === 'running' && remainingAt(clock, performance.now()) > 0
    // Time was given after the deadline had passed.
    if (running && stage.at === 'over' && stage.why !== 'handed-in')
      this.#held.set({ stage: { at: 'answering' } })
    if (clock.phase === 'closed' && stage.at === 'answering')
      this.#held.set({ stage: { at: 'over', why: 'closed' } })
    this.tick()
    return running
  }

  /** Looks at the clock. Timers may sleep with the computer, so only what is left counts, never how often it was looked at. */
  tick(): void {
    const { clock, stage } = this.#held.value
    if (!clock || stage.at !== 'answering' || clock.phase === 'paused') return
    const remainingMs = remainingAt(clock, performance.now())
    const crossed = this.#lastMs === null ? null : crossedMinutes(this.#lastMs, remainingMs)
    this.#lastMs = remainingMs
    if (crossed) this.#held.set({ spokenMinutes: crossed })
    if (crossed === 10) this.#notify({ kind: 'ten-minutes' })
    if (remainingMs <= 0)
      this.#held.set({ stage: { at: 'over', why: clock.phase === 'closed' ? 'closed' : 'time' } })
  }

  dismissNotice(id: number): void {
    if (this.#held.value.notice?.id === id) this.#held.set({ notice: null })
  }

  #noticeChange(before: ClockReply, after: ClockReply): void {
    const change = changeOf(before, after)
    if (change.kind === 'resumed') this.#notify({ kind: 'resumed' })
    if (change.kind !== 'moved') return
    const { addedMs } = change
    this.#notify(addedMs > 0 ? { kind: 'time-added', ms: addedMs } : { kind: 'time-taken', ms: -addedMs })
  }

  #notify(notice: ExamNotice): void {
    this.#held.set({ notice: { ...notice, id: ++this.#notices } })
  }
}
