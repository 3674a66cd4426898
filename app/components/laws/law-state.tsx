import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import type { VersionState } from '#question-bank/laws/version-periods.ts'

const tones = { 'in-force': 'success', future: 'info', ended: 'neutral' } satisfies Record<
  VersionState,
  BadgeTone
>

/** Whether a version of a law is in force. */
export function LawState({ state }: { state: VersionState }) {
  return <Badge tone={tones[state]}>{useMessages(lawMessages).states[state]}</Badge>
}
