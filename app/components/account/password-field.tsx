import { useState, type KeyboardEvent } from 'react'

import { accountMessages } from '#app/i18n/account.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './account.module.css'

type PasswordFieldProps = {
  name: string
  label: string
  autoComplete: 'current-password' | 'new-password'
  hint?: string
  error?: string | null
}

/** A password, with a word when Caps Lock is on: on an exam room's PC the light is often not to be seen. */
export function PasswordField(field: PasswordFieldProps) {
  const m = useMessages(accountMessages)
  const [capsLock, setCapsLock] = useState(false)
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <div>
      <TextField
        {...field}
        type="password"
        maxLength={256}
        spellCheck={false}
        onKeyDown={watch}
        onKeyUp={watch}
        onBlur={() => setCapsLock(false)}
      />
      <p className={styles.capsLock} role="status">
        {capsLock && m.capsLock}
      </p>
    </div>
  )
}
