import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import type { ChangeKind } from '#question-bank/laws/compare-law.ts'

const tones = {
  same: 'success',
  renumbered: 'success',
  changed: 'warning',
  split: 'warning',
  merged: 'warning',
  new: 'info',
  gone: 'danger',
} satisfies Record<ChangeKind, BadgeTone>

/** What became of an article. */
export function ChangeBadge({ kind }: { kind: ChangeKind }) {
  return <Badge tone={tones[kind]}>{useMessages(lawMessages).kinds[kind]}</Badge>
}
