import { Link, type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { Headline } from '#app/components/statistics/headline.tsx'
import { nameIn, titleIn } from '#app/components/statistics/names.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { departmentMessages } from '#app/i18n/department.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { type DepartmentView, readDepartment } from '#app/services/statistics/read-department.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { ChasedPeople, chasedOrder, Exemptions } from './people.tsx'
import { WhatNext } from './what-next.tsx'
import styles from './department.module.css'

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(departmentMessages, locale).title)

export async function loader({ request, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['liaison'])
  const unitId = new URL(request.url).searchParams.get('unit') ?? undefined
  const view = await readDepartment(staff, { unitId })
  if (!view.ok) throw data(null, { status: view.refusal === 'not-allowed' ? 403 : 404 })
  return view.value
}

export default function Department() {
  const m = useMessages(departmentMessages)
  const locale = useLocale()
  const view = useLoaderData<typeof loader>()
  const { current } = view
  const exam = current?.statistics.exam
  return (
    <>
      <PageHeader
        title={nameIn(locale, view.unit)}
        lead={
          current && exam
            ? `${nameIn(locale, current.statistics.campaign)} · ${titleIn(locale, exam)}`
            : m.lead
        }
        actions={exam && <LinkButton to={`/statistics/${exam.id}`}>{m.figures}</LinkButton>}
      />
      <Departments view={view} />
      {current ? (
        <Current current={current} />
      ) : (
        <Panel>
          <EmptyState title={m.none}>{m.noneNext}</EmptyState>
        </Panel>
      )}
    </>
  )
}

function Current({ current: { statistics, lists } }: { current: NonNullable<DepartmentView['current']> }) {
  return (
    <>
      <WhatNext statistics={statistics} />
      <Headline total={statistics.total} basis={statistics.basis} listTo={(list) => `#${list}`} />
      {chasedOrder.map((list) => (
        <ChasedPeople key={list} list={list} people={lists[list]} statistics={statistics} />
      ))}
      <Exemptions people={lists.exempt} />
    </>
  )
}

/** For an officer who keeps several departments. */
function Departments({ view }: { view: DepartmentView }) {
  const m = useMessages(departmentMessages)
  const locale = useLocale()
  if (view.departments.length < 2) return null
  return (
    <nav aria-label={m.choose}>
      <ul className={styles.departments}>
        {view.departments.map((unit) => (
          <li key={unit.id}>
            <Link to={`?unit=${unit.id}`} aria-current={unit.id === view.unit.id ? 'page' : undefined}>
              {nameIn(locale, unit)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
