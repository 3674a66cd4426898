import type { PasswordFault } from '#app/auth/password-rules.ts'
import { accountMessages } from '#app/i18n/account.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import { PasswordField } from './password-field.tsx'

/** What may be wrong with a new password typed twice. */
export type NewPasswordFault = PasswordFault | 'password-unchanged' | 'password-differs'

/** A new password, typed twice: `password` and `again`. */
export function NewPasswordFields({ fault }: { fault: NewPasswordFault | null }) {
  const m = useMessages(accountMessages)
  const differs = fault === 'password-differs'
  return (
    <>
      <PasswordField
        name="password"
        label={m.newPassword}
        hint={m.newPasswordHint}
        autoComplete="new-password"
        error={fault && !differs ? m.faults[fault] : null}
      />
      <PasswordField
        name="again"
        label={m.again}
        autoComplete="new-password"
        error={differs ? m.faults['password-differs'] : null}
      />
    </>
  )
}

/** The field to begin with again, if the new password was refused. */
export function fieldOfFault(fault: NewPasswordFault | null): 'password' | 'again' | null {
  return fault && (fault === 'password-differs' ? 'again' : 'password')
}
