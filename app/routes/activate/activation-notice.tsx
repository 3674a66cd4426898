import type { ActivationRefusal, LoginRefusal } from '#app/auth/logins.ts'
import type { NewPasswordFault } from '#app/components/account/new-password-fields.tsx'
import { RefusalNotice } from '#app/components/account/refusal-notice.tsx'
import { accountMessages } from '#app/i18n/account.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Notice } from '#app/ui/notice.tsx'

type Refusal = ActivationRefusal | NewPasswordFault

/** Why a code set no password. What is wrong with the password itself stands at its field. */
export function ActivationNotice({ refusal, lockedUntil }: { refusal: Refusal; lockedUntil: Date | null }) {
  const m = useMessages(accountMessages)
  if (faultOfAnswer(refusal)) return null
  if (refusal === 'wrong' || refusal === 'expired') {
    const { title, todo } = m.activatePage[refusal]
    return (
      <Notice tone="danger" role="alert" title={title}>
        {todo}
      </Notice>
    )
  }
  // Safe: faults of the password and the two above were answered.
  return <RefusalNotice refusal={refusal as Exclude<LoginRefusal, 'wrong'>} lockedUntil={lockedUntil} />
}

/** The refusal, if it is about the new password. */
export function faultOfAnswer(refusal: Refusal): NewPasswordFault | null {
  return isFault(refusal) ? refusal : null
}

function isFault(refusal: Refusal): refusal is NewPasswordFault {
  return refusal.startsWith('password-')
}
