import type { SeatView } from '#proctoring/protocol.ts'
import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Badge } from '#app/ui/badge.tsx'

import { type SeatState, stateLooks } from './seat-state.ts'

/** The state of a seat in words; while answering, how far. */
export function useStateWords(): (seat: SeatView, state: SeatState, itemCount: number) => string {
  const m = useMessages(proctoringMessages)
  return (seat, state, itemCount) =>
    state === 'answering' ? m.progress(seat.attempt?.answered ?? 0, itemCount) : m.states[state]
}

export function SeatBadge({ state, words }: { state: SeatState; words: string }) {
  const { tone, icon } = stateLooks[state]
  return (
    <Badge tone={tone} icon={icon}>
      {words}
    </Badge>
  )
}
