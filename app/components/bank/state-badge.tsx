import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import type { QuestionState } from '#db/schema/bank.ts'

const tones = {
  draft: 'neutral',
  'in-review': 'warning',
  approved: 'success',
  retired: 'neutral',
} satisfies Record<QuestionState, BadgeTone>

/** How far a version of a question is. */
export function StateBadge({ state }: { state: QuestionState }) {
  const m = useMessages(bankMessages)
  return <Badge tone={tones[state]}>{m.states[state]}</Badge>
}
