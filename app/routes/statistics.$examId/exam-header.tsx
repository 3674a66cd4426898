import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'

import { Time } from '#app/components/time.tsx'
import { nameIn, titleIn } from '#app/components/statistics/names.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { StatisticsView } from '#app/services/statistics/read-statistics.ts'
import { Badge } from '#app/ui/badge.tsx'
import { buttonLook } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

type ExamHeaderProps = { view: StatisticsView; unitTo: (unitId: string) => string; links: ReactNode }

/** Which exam, which unit, of which instant; the way back up, what else there is of the exam, and the workbook. */
export function ExamHeader({ view, unitTo, links }: ExamHeaderProps) {
  const m = useMessages(statisticsMessages)
  const locale = useLocale()
  const { search } = useLocation()
  const trail = view.trail.map((unit, index) => ({
    label: nameIn(locale, unit),
    ...(index < view.trail.length - 1 ? { to: unitTo(unit.id) } : {}),
  }))
  return (
    <PageHeader
      title={titleIn(locale, view.exam)}
      crumbs={[{ label: m.title, to: '/statistics' }, ...trail]}
      badge={
        view.campaign.lockedAt ? (
          <Badge icon="lock" tone="info">
            {m.lockedBadge}
          </Badge>
        ) : (
          <Badge tone="active">{m.live}</Badge>
        )
      }
      lead={
        <>
          {nameIn(locale, view.campaign)} · {m.region(nameIn(locale, view.unit))} · {m.asOf('')}
          <Time at={view.asOf} style="seconds" />
          {!view.campaign.lockedAt && <> · {m.refreshing}</>}
        </>
      }
      actions={
        <>
          {links}
          {/* A download is not a page: the router must leave it to the browser. */}
          <a
            className={buttonLook({ variant: 'primary' })}
            href={`/statistics/${view.exam.id}/export${search}`}
            title={m.exportHint}
            download
          >
            {m.export}
          </a>
        </>
      }
    />
  )
}
