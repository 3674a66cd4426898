import { regradeMessages } from '#app/i18n/regrade.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import type { KeyFixState } from '#db/schema/regrade.ts'

const tones = {
  proposed: 'warning',
  applied: 'success',
  rejected: 'neutral',
  reverted: 'neutral',
} satisfies Record<KeyFixState, BadgeTone>

/** How far a correction is. */
export function KeyFixBadge({ state }: { state: KeyFixState }) {
  const m = useMessages(regradeMessages)
  return <Badge tone={tones[state]}>{m.states[state]}</Badge>
}
