import type { StartReply } from './exam-api.ts'

/** A reply to a start, and when on the page's own clock it was asked and answered. */
export type Started = { value: StartReply; askedAt: number; answeredAt: number }

let carried: Started | null = null

/** The waiting page has started the attempt and goes on to the exam page: the paper need not be asked for twice. */
export function carryStart(started: Started): void {
  carried = started
}

/** What was carried for this attempt, once. */
export function takeCarriedStart(attemptId: string): Started | null {
  const started = carried?.value.attemptId === attemptId ? carried : null
  carried = null
  return started
}
