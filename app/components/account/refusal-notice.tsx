import { formatTime } from '#app/components/format-time.ts'
import { accountMessages } from '#app/i18n/account.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { Notice } from '#app/ui/notice.tsx'

type RefusalNoticeProps = { refusal: 'wrong' | 'locked' | 'disabled' | 'too-many'; lockedUntil: Date | null }

const minuteMs = 60_000

/** Why nobody was logged in, and what to do. */
export function RefusalNotice({ refusal, lockedUntil }: RefusalNoticeProps) {
  const m = useMessages(accountMessages)
  const locale = useLocale()
  if (refusal !== 'locked') {
    const { title, todo } = m.refusals[refusal]
    return (
      <Notice tone={refusal === 'wrong' ? 'danger' : 'warning'} role="alert" title={title}>
        {todo}
      </Notice>
    )
  }
  // The next full minute: at that time the lock is surely over.
  const over = new Date(Math.ceil((lockedUntil?.getTime() ?? 0) / minuteMs) * minuteMs)
  return (
    <Notice tone="warning" role="alert" title={m.refusals.locked.title(formatTime(over, 'time', locale))}>
      {m.refusals.locked.todo}
    </Notice>
  )
}
