import { formatTime } from '#app/components/format-time.ts'
import { homeMessages } from '#app/i18n/home.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { RegistrationView } from '#app/services/exams/list-registrations.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { NextStep } from '#app/ui/next-step.tsx'
import { Notice } from '#app/ui/notice.tsx'

import { entranceOf, isPassed } from './entrance.ts'

/** What to do now: the most urgent exam, or a word that there is nothing to do. */
export function NextExam({ registrations }: { registrations: readonly RegistrationView[] }) {
  const m = useMessages(homeMessages)
  const locale = useLocale()
  // The list is in the order of urgency; an exam that is passed already may be sat again, but nobody is pushed.
  const next = registrations.find((one) => entranceOf(one) && !isPassed(one))
  if (!next) return <Notice tone="success">{m.nothingNow}</Notice>
  const { state, exam } = next
  const title = locale === 'en' ? exam.titleEn : exam.titleZh
  const entrance = entranceOf(next)
  if (!entrance || !(state in m.next)) return null
  const time = (at: Date | null) => (at ? formatTime(at, 'weekday', locale) : '')
  const why = {
    answering: m.why.answering,
    'check-in': m.why['check-in'],
    waiting: m.why.waiting,
    open: exam.kind === 'centre' ? m.why.openCentre : m.why.open(time(next.closesAt)),
    upcoming: m.why.upcoming(time(next.opensAt)),
  }
  // Safe: exams that are over have no entrance.
  const current = state as keyof typeof why
  return (
    <NextStep
      title={m.next[current](title)}
      action={
        <LinkButton to={entrance.to} variant="primary" size="large">
          {m.enter[entrance.words]}
        </LinkButton>
      }
    >
      {why[current]}
    </NextStep>
  )
}
