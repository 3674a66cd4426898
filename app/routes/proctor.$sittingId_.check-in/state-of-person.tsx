import { formatTime } from '#app/components/format-time.ts'
import { sittingMessages } from '#app/i18n/sittings.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { Expected } from '#app/services/sittings/read-check-in.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'

const tones = {
  expected: 'neutral',
  'checked-in': 'success',
  sitting: 'active',
  'handed-in': 'success',
} satisfies Record<Expected['state'], BadgeTone>

/** How far somebody is, and whether the login is locked. */
export function StateOfPerson({ person }: { person: Expected }) {
  const m = useMessages(sittingMessages).desk
  const locale = useLocale()
  return (
    <>
      <Badge tone={tones[person.state]}>{m.states[person.state]}</Badge>{' '}
      {person.lockedUntil && (
        <Badge tone="warning" icon="lock">
          {m.locked(formatTime(person.lockedUntil, 'time', locale))}
        </Badge>
      )}
    </>
  )
}
