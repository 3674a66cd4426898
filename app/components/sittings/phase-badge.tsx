import { sittingMessages } from '#app/i18n/sittings.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { SittingPhase } from '#app/services/sittings/sitting-phase.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'

const tones = { planned: 'info', open: 'active', paused: 'warning', over: 'neutral' } satisfies Record<
  SittingPhase,
  BadgeTone
>

/** How a sitting stands. */
export function PhaseBadge({ phase }: { phase: SittingPhase }) {
  const m = useMessages(sittingMessages)
  return <Badge tone={tones[phase]}>{m.phases[phase]}</Badge>
}
