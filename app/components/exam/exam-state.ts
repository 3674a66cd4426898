import type { PaperItem, PendingMessage } from './exam-api.ts'
import type { PinnedClock } from './exam-clock.ts'
import { type Ledger, openLedger } from './outbox/ledger.ts'

/** Where the exam page stands. Pausing is not a stage: the clock says it. */
export type Stage =
  /** Asking the server for the paper; `trouble` says what keeps it. */
  | { at: 'opening'; trouble: 'unreachable' | 'signed-out' | null }
  | { at: 'answering' }
  /** Another tab of this browser writes. */
  | { at: 'other-tab' }
  /** Another computer, or an earlier login, holds the attempt. `asked`: the proctor has to hand it over first. */
  | { at: 'machine-held'; asked: boolean }
  /** Another computer took over while we were answering. */
  | { at: 'stale'; unsaved: number }
  /** Nothing may be written any more; the receipt is on its way. */
  | { at: 'over'; why: 'time' | 'closed' | 'handed-in' }
  /** Void, annulled, or a reply nobody expects. */
  | { at: 'failed'; reason: string }

export type HandIn = 'idle' | 'saving' | 'sending' | 'unreachable'

export type ExamNotice =
  | { kind: 'time-added'; ms: number }
  | { kind: 'time-taken'; ms: number }
  | { kind: 'resumed' }
  | { kind: 'ten-minutes' }

export type ExamState = {
  stage: Stage
  items: readonly PaperItem[]
  ledger: Ledger
  marked: readonly string[]
  /** Index of the question that is shown. */
  current: number
  clock: PinnedClock | null
  /** The last save got no answer. */
  lineBroken: boolean
  /** False: answers that are not yet saved would not survive this page. */
  durable: boolean
  /** The newest calm notice above the question. */
  notice: (ExamNotice & { id: number }) | null
  messages: readonly PendingMessage[]
  /** Read here; the server may not know yet. */
  readMessages: readonly string[]
  handIn: HandIn
  /** The threshold that was last spoken to screen readers. */
  spokenMinutes: number | null
  /** Answers of an earlier machine of this browser that were kept apart for a person to decide. */
  leftBehind: number
}

export const firstState: ExamState = {
  stage: { at: 'opening', trouble: null },
  items: [],
  ledger: openLedger({ savedSeq: 0, responses: [] }),
  marked: [],
  current: 0,
  clock: null,
  lineBroken: false,
  durable: true,
  notice: null,
  messages: [],
  readMessages: [],
  handIn: 'idle',
  spokenMinutes: null,
  leftBehind: 0,
}

/** Whether answers may be changed now. */
export function isOpen(state: ExamState): boolean {
  return state.stage.at === 'answering' && state.clock?.phase === 'running'
}

/** The response after a choice: a chosen option again is taken away, of a single choice only one stays. */
export function toggled(item: PaperItem, response: readonly string[], optionId: string): string[] {
  const chosen = response.includes(optionId)
  if (item.kind !== 'multiple') return chosen ? [] : [optionId]
  const next = chosen ? response.filter((id) => id !== optionId) : [...response, optionId]
  // In the order of the paper, so that the same set is the same response.
  return item.options.map((option) => option.id).filter((id) => next.includes(id))
}
