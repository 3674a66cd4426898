import { formatTime } from '#app/components/format-time.ts'
import { departmentMessages } from '#app/i18n/department.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { StatisticsView } from '#app/services/statistics/read-statistics.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { NextStep } from '#app/ui/next-step.tsx'
import { Notice } from '#app/ui/notice.tsx'

/** The one thing the officer should do now: absentees first, for they count against the department most. */
export function WhatNext({ statistics }: { statistics: StatisticsView }) {
  const m = useMessages(departmentMessages)
  const locale = useLocale()
  const { counts, rates } = statistics.total
  const failed = rates.pass.denominator === 0 ? 0 : counts.sat - counts.passed
  const { closesAt } = statistics.exam
  const steps = [
    { list: 'not-sat', count: counts.due - counts.sat, title: m.next.remindSit },
    { list: 'not-studied', count: counts.due - counts.studied, title: m.next.remindStudy },
    { list: 'not-passed', count: failed, title: m.next.helpPass },
  ]
  const step = steps.find(({ count }) => count > 0)
  if (!step) {
    return (
      <Notice tone="success" title={m.next.done}>
        {m.next.doneWhy}
      </Notice>
    )
  }
  return (
    <NextStep
      title={step.title(step.count)}
      action={
        <LinkButton to={`#${step.list}`} variant="primary">
          {m.next.to}
        </LinkButton>
      }
    >
      {closesAt && m.next.until(formatTime(closesAt, 'datetime', locale))}
    </NextStep>
  )
}
