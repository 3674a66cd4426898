import { adminMessages } from '#app/i18n/admin.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { AccountAct, AccountRefusal, IssuedCode } from '#app/services/administration/manage-account.ts'
import { Notice } from '#app/ui/notice.tsx'

import { CodeSlip } from './code-slip.tsx'

/** `act` null with a code: an account was opened. */
type Answer = { act: AccountAct | null; code: IssuedCode | null; refusal: AccountRefusal | null }

/** What the last press of a button did. */
export function Outcome({ answer: { act, code, refusal }, name }: { answer: Answer; name: string }) {
  const m = useMessages(adminMessages).search
  if (refusal) {
    return (
      <Notice tone="danger" role="alert">
        {m.refusals[refusal]}
      </Notice>
    )
  }
  if (code) return <CodeSlip name={name || code.login} issued={code} />
  if (act === null || act === 'issue-code') return null
  return (
    <Notice tone="success" role="status">
      {m.done[act](name)}
    </Notice>
  )
}
