import { type MetaFunction, useLoaderData, useSearchParams } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { formatTime } from '#app/components/format-time.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { formulaNotes } from '#app/components/statistics/formula-notes.ts'
import { Headline, TriesApart } from '#app/components/statistics/headline.tsx'
import { titleIn } from '#app/components/statistics/names.ts'
import { RateChart } from '#app/components/statistics/rate-chart.tsx'
import { sortingOf } from '#app/components/statistics/sort-rows.ts'
import { UnitTable } from '#app/components/statistics/unit-table.tsx'
import { useLiveRefresh } from '#app/components/statistics/use-live-refresh.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { resolveItemScope } from '#app/services/item-statistics/item-scope.ts'
import { countWaiting } from '#app/services/regrade/list-key-fixes.ts'
import { readStatistics } from '#app/services/statistics/read-statistics.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { Corrections } from './corrections.tsx'
import { ExamHeader } from './exam-header.tsx'
import { ExamLinks } from './exam-links.tsx'
import { Levels } from './levels.tsx'

/** A hand-in is seen within this time. */
const refreshMs = 5_000

export const meta: MetaFunction<typeof loader> = ({ data: view, matches }) =>
  pageTitle(matches, (locale) =>
    view ? titleIn(locale, view.exam) : messagesOf(statisticsMessages, locale).title,
  )

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['administrator', 'liaison'])
  const { searchParams } = new URL(request.url)
  const view = await readStatistics(staff, {
    examId: params.examId ?? '',
    unitId: searchParams.get('unit') ?? undefined,
    depth: searchParams.get('depth') === '2' ? 2 : 1,
  })
  if (!view.ok) throw data(null, { status: view.refusal === 'not-allowed' ? 403 : 404 })
  const items = await resolveItemScope(staff, view.value.exam.id)
  const keyFixesWaiting = await countWaiting(staff, view.value.exam.id)
  return { ...view.value, links: { items: items.ok, keyFixesWaiting } }
}

export default function ExamStatistics() {
  const m = useMessages(statisticsMessages)
  const locale = useLocale()
  const view = useLoaderData<typeof loader>()
  const [query] = useSearchParams()
  useLiveRefresh(view.campaign.lockedAt ? null : refreshMs)

  const address = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(query)
    for (const [key, value] of Object.entries(change)) {
      if (value === null) next.delete(key)
      else next.set(key, value)
    }
    return `/statistics/${view.exam.id}?${next}`
  }
  const peopleTo = (unitId: string, list: string) =>
    `/statistics/${view.exam.id}/people?unit=${unitId}&list=${list}`

  return (
    <>
      <ExamHeader
        view={view}
        unitTo={(unit) => address({ unit, depth: null, sort: null })}
        links={<ExamLinks examId={view.exam.id} {...view.links} />}
      />
      {!view.campaign.frozenAt && (
        <Notice tone="warning" title={m.notFrozen}>
          {m.notFrozenNext}
        </Notice>
      )}
      {view.resultsFrom && (
        <Notice title={m.withheld}>{m.withheldNext(formatTime(view.resultsFrom, 'datetime', locale))}</Notice>
      )}
      <Headline total={view.total} basis={view.basis} listTo={(list) => peopleTo(view.unit.id, list)} />
      <TriesApart total={view.total} />
      <Panel
        title={m.table.caption(locale === 'en' ? view.unit.nameEn : view.unit.nameZh)}
        actions={<Levels view={view} to={(depth) => address({ depth })} />}
        flush
      >
        <UnitTable
          view={view}
          sorting={sortingOf(query)}
          sortTo={(sort) => address({ sort })}
          unitTo={(unit) => address({ unit, depth: null, sort: null })}
          absentTo={(unit) => peopleTo(unit, 'not-sat')}
        />
      </Panel>
      <Panel title={m.chart.title}>
        <RateChart rows={view.rows} />
      </Panel>
      <Corrections corrections={view.corrections} />
      <Panel title={m.notes.title}>
        <ol>
          {formulaNotes(view, locale).map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ol>
      </Panel>
    </>
  )
}
