import { Link, type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { nameIn, titleIn } from '#app/components/statistics/names.ts'
import { PeopleTable } from '#app/components/statistics/people-table.tsx'
import { pageNumberOf } from '#app/http/page-number.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { peopleListOf, type PeopleView, readPeople } from '#app/services/statistics/read-people.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './people.module.css'

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(statisticsMessages, locale).people.title)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['administrator', 'liaison'])
  const { searchParams } = new URL(request.url)
  const view = await readPeople(staff, {
    examId: params.examId ?? '',
    unitId: searchParams.get('unit') ?? undefined,
    list: peopleListOf(searchParams.get('list')),
    page: pageNumberOf(searchParams),
  })
  if (!view.ok) throw data(null, { status: view.refusal === 'not-allowed' ? 403 : 404 })
  return view.value
}

export default function People() {
  const m = useMessages(statisticsMessages)
  const locale = useLocale()
  const view = useLoaderData<typeof loader>()
  const unit = nameIn(locale, view.unit)
  const unitTo = (unitId: string) => `/statistics/${view.exam.id}?unit=${unitId}`
  return (
    <>
      <PageHeader
        title={m.people.caption(m.people.lists[view.list], unit)}
        lead={m.people.lead}
        crumbs={[
          { label: m.title, to: '/statistics' },
          { label: titleIn(locale, view.exam), to: `/statistics/${view.exam.id}` },
          ...view.trail.map((step) => ({ label: nameIn(locale, step), to: unitTo(step.id) })),
          { label: m.people.title },
        ]}
        actions={<LinkButton to={unitTo(view.unit.id)}>{m.back}</LinkButton>}
      />
      <Lists view={view} />
      <Panel flush>
        {view.people.length === 0 ? (
          <EmptyState title={m.people.empty}>{m.people.emptyNext}</EmptyState>
        ) : (
          <PeopleTable
            caption={m.people.caption(m.people.lists[view.list], unit)}
            people={view.people}
            withReason={view.list === 'exempt'}
          />
        )}
      </Panel>
      <Pagination page={view.page} pageCount={view.pageCount} total={view.total} />
    </>
  )
}

/** The lists of this unit with their lengths. */
function Lists({ view }: { view: PeopleView }) {
  const { people } = useMessages(statisticsMessages)
  const lists = ['not-studied', 'not-sat', 'not-passed', 'passed', 'exempt', 'voided'] as const
  return (
    <nav aria-label={people.pick}>
      <ul className={styles.lists}>
        {lists.map((list) => (
          <li key={list}>
            <Link
              className={styles.list}
              to={`?unit=${view.unit.id}&list=${list}`}
              aria-current={list === view.list ? 'page' : undefined}
            >
              {people.lists[list]}{' '}
              <span className={styles.size}>{view.sizes[list].toLocaleString('en-US')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
