import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { JobPhase } from '#app/services/bank-files/import-jobs.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'

const tones = {
  checking: 'info',
  checked: 'info',
  importing: 'info',
  imported: 'success',
  unreadable: 'danger',
  failed: 'danger',
} satisfies Record<JobPhase, BadgeTone>

/** How far a file is on its way into the bank. */
export function PhaseBadge({ phase }: { phase: JobPhase }) {
  const m = useMessages(bankFileMessages)
  return <Badge tone={tones[phase]}>{m.phases[phase]}</Badge>
}
