import { Form, useNavigation } from '@remix-run/react'

import { Time } from '#app/components/time.tsx'
import { sittingMessages } from '#app/i18n/sittings.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { Expected } from '#app/services/sittings/read-check-in.ts'
import { Button, type ButtonSize } from '#app/ui/button.tsx'

/** What can be done for somebody at the door. Plain forms: they work before, and without, the page's script. */
export function Acts({ person, size }: { person: Expected; size: ButtonSize }) {
  const m = useMessages(sittingMessages).desk
  return (
    <>
      {person.checkedInAt === null ? (
        <Act person={person} intent="check-in" size={size} label={m.confirmFor(person.name)}>
          {m.confirm}
        </Act>
      ) : (
        <span>
          <Time at={person.checkedInAt} style="time" />
        </span>
      )}
      {person.lockedUntil && (
        <Act person={person} intent="unlock" size={size} label={m.unlockFor(person.name)}>
          {m.unlock}
        </Act>
      )}
    </>
  )
}

type ActProps = {
  person: Expected
  intent: 'check-in' | 'unlock'
  size: ButtonSize
  /** With the name: a screen reader hears buttons one by one. */
  label: string
  children: string
}

function Act({ person, intent, size, label, children }: ActProps) {
  const { formData } = useNavigation()
  const busy = formData?.get('intent') === intent && formData.get('registrationId') === person.registrationId
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="registrationId" value={person.registrationId} />
      <Button
        variant={size === 'large' && intent === 'check-in' ? 'primary' : 'secondary'}
        size={size}
        icon={intent === 'check-in' ? 'check' : 'lock'}
        busy={busy}
        aria-label={label}
      >
        {children}
      </Button>
    </Form>
  )
}
