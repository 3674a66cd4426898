import { type MetaFunction, useLoaderData, useSearchParams } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { formatTime } from '#app/components/format-time.ts'
import { ItemNotes } from '#app/components/items/item-notes.tsx'
import { ItemTable } from '#app/components/items/item-table.tsx'
import { TestStats } from '#app/components/items/test-figures.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { nameIn, titleIn } from '#app/components/statistics/names.ts'
import { Time } from '#app/components/time.tsx'
import { itemSortingOf } from '#app/domain/item-sorting.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { regradeMessages } from '#app/i18n/regrade.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { readExamItems } from '#app/services/item-statistics/read-exam-items.ts'
import { buttonLook } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { Flagged } from './flagged.tsx'

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(itemMessages, locale).title)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['administrator', 'author', 'reviewer'])
  const { searchParams } = new URL(request.url)
  const view = await readExamItems(staff, {
    examId: params.examId ?? '',
    sorting: itemSortingOf(searchParams.get('sort')),
    page: pageNumberOf(searchParams),
  })
  if (!view.ok) throw data(null, { status: view.refusal === 'not-allowed' ? 403 : 404 })
  return view.value
}

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function ExamItems() {
  const view = useLoaderData<typeof loader>()
  return (
    <>
      <Header view={view} />
      {view.figures ? <Figures view={view} figures={view.figures} /> : <NoFigures view={view} />}
      <ItemNotes />
    </>
  )
}

function Header({ view }: { view: View }) {
  const m = useMessages(itemMessages)
  const statistics = useMessages(statisticsMessages)
  const keyFixes = useMessages(regradeMessages)
  const locale = useLocale()
  const { exam, figures, seesContent } = view
  const exams = seesContent
    ? [{ label: m.list.title, to: '/bank/figures' }, { label: titleIn(locale, exam) }]
    : [
        { label: statistics.title, to: '/statistics' },
        { label: titleIn(locale, exam), to: `/statistics/${exam.id}` },
      ]
  return (
    <PageHeader
      title={m.title}
      crumbs={[...exams, { label: m.title }]}
      lead={
        <>
          {titleIn(locale, exam)} · {nameIn(locale, view.campaign)}
          {figures && (
            <>
              {' · '}
              {m.lead(figures.test.attempts, figures.papers)} {m.asOf} <Time at={figures.computedAt} />
            </>
          )}
        </>
      }
      actions={
        <>
          <LinkButton to={`/statistics/${exam.id}/key-fixes`}>{keyFixes.title}</LinkButton>
          {figures && (
            // A download is not a page: the router must leave it to the browser.
            <a
              className={buttonLook({ variant: 'primary' })}
              href={`/statistics/${exam.id}/items/export`}
              title={m.exportHint}
              download
            >
              {m.export}
            </a>
          )}
        </>
      }
    />
  )
}

function Figures({ view, figures }: { view: View; figures: NonNullable<View['figures']> }) {
  const m = useMessages(itemMessages)
  const [query] = useSearchParams()
  return (
    <>
      {figures.stale && <Notice title={m.stale}>{m.staleNext}</Notice>}
      <TestStats test={figures.test} papers={figures.papers} fullMarks={view.exam.fullMarks} />
      <Flagged flagged={figures.flagged} />
      {!view.seesContent && <Notice>{m.confidential}</Notice>}
      <Panel title={m.table.caption} flush>
        <ItemTable
          rows={figures.rows}
          sorting={itemSortingOf(query.get('sort'))}
          sortTo={(sort) => `?sort=${sort}`}
          seesContent={view.seesContent}
        />
      </Panel>
      <Pagination page={figures.page} pageCount={figures.pageCount} total={figures.total} />
    </>
  )
}

/** Why there is nothing to see, and when there will be. */
function NoFigures({ view }: { view: View }) {
  const m = useMessages(itemMessages)
  const locale = useLocale()
  if (view.resultsFrom)
    return (
      <Notice title={m.withheld}>{m.withheldNext(formatTime(view.resultsFrom, 'datetime', locale))}</Notice>
    )
  if (view.attempts > 0) return <Notice title={m.pending}>{m.pendingNext(view.attempts)}</Notice>
  return (
    <Panel>
      <EmptyState title={m.nobody}>{m.nobodyNext}</EmptyState>
    </Panel>
  )
}
