import { useSearchParams } from '@remix-run/react'

import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { NextStep } from '#app/ui/next-step.tsx'
import { Notice } from '#app/ui/notice.tsx'

/** How many the last batch approved, as the address says it. */
export function Approved() {
  const m = useMessages(bankMessages).batch
  const [query] = useSearchParams()
  const count = Number(query.get('approved'))
  if (!Number.isInteger(count) || count < 1) return null
  return (
    <Notice tone="success" role="status">
      {m.done(count)}
    </Notice>
  )
}

/** What a reviewer should do first. */
export function Waiting({ count }: { count: number }) {
  const m = useMessages(bankMessages)
  if (count === 0) return null
  return (
    <NextStep
      title={m.waiting(count)}
      action={
        <LinkButton to="/bank?state=in-review" variant="primary" size="large">
          {m.showWaiting}
        </LinkButton>
      }
    >
      {m.waitingWhy}
    </NextStep>
  )
}
