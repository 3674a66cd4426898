import { Form, Link, type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { BankTabs } from '#app/components/bank/bank-tabs.tsx'
import { formatTime } from '#app/components/format-time.ts'
import { LawState } from '#app/components/laws/law-state.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { listAffectedLaws } from '#app/services/laws/count-affected.ts'
import { type LawVersionFacts, listLaws } from '#app/services/questions/list-laws.ts'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Table, type Column } from '#app/ui/table.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { Toolbar } from '#app/ui/toolbar.tsx'

import { AffectedLaws } from './affected-laws.tsx'
import styles from './laws.module.css'

const perPage = 25

export async function loader({ request, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer'])
  const laws = await listLaws(staff, formatTime(context.now, 'day', context.locale))
  if (!laws.ok) throw data(null, { status: 403 })
  const query = new URL(request.url).searchParams
  const name = (query.get('name') ?? '').trim().slice(0, 60)
  const found = laws.value.filter(({ title, short }) => title.includes(name) || short.includes(name))
  const pageCount = Math.max(1, Math.ceil(found.length / perPage))
  const page = Math.min(pageNumberOf(query), pageCount)
  return {
    ...{ name, page, pageCount, total: found.length },
    laws: found.slice((page - 1) * perPage, page * perPage),
    affected: await listAffectedLaws(staff),
    mayWrite: staff.viewer.roles.some(({ role }) => role === 'author'),
  }
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(lawMessages, locale).title)

export default function Laws() {
  const m = useMessages(lawMessages)
  const { name, laws, page, pageCount, total, affected, mayWrite } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title={m.title}
        lead={m.lead}
        actions={
          mayWrite && (
            <LinkButton
              to="/bank/laws/import"
              variant={affected.length > 0 ? 'secondary' : 'primary'}
              icon="document"
            >
              {m.import}
            </LinkButton>
          )
        }
      />
      <AffectedLaws laws={affected} />
      <BankTabs />
      <Form method="get" key={name} role="search">
        <Toolbar>
          <TextField label={m.find} name="name" type="search" defaultValue={name} required={false} />
          <Button icon="search">{m.search}</Button>
          {name !== '' && (
            <Link to="/bank/laws" className={styles.clear}>
              {m.clear}
            </Link>
          )}
        </Toolbar>
      </Form>
      <Panel flush>
        <Table
          caption={m.caption}
          columns={useColumns()}
          rows={laws}
          rowKey={({ lawId, version }) => `${lawId} ${version}`}
          empty={
            <EmptyState title={m.emptyTitle} icon="document">
              {m.empty}
            </EmptyState>
          }
        />
      </Panel>
      <Pagination page={page} pageCount={pageCount} total={total} />
    </>
  )
}

function useColumns(): Column<LawVersionFacts>[] {
  const m = useMessages(lawMessages)
  return [
    {
      key: 'law',
      header: m.columns.law,
      cell: ({ lawId, version, title, source }) => (
        <span lang="zh-CN">
          <Link to={`/bank/laws/${lawId}?version=${version}`}>{title}</Link>
          <span className={styles.source}>{source}</span>
        </span>
      ),
    },
    { key: 'state', header: m.columns.state, cell: ({ state }) => <LawState state={state} /> },
    {
      key: 'promulgated',
      header: m.columns.promulgated,
      numeric: true,
      cell: ({ promulgated }) => promulgated,
    },
    { key: 'from', header: m.columns.from, numeric: true, cell: ({ effectiveFrom }) => effectiveFrom },
    { key: 'to', header: m.columns.to, numeric: true, cell: ({ effectiveTo }) => effectiveTo ?? '—' },
    { key: 'articles', header: m.columns.articles, numeric: true, cell: ({ articleCount }) => articleCount },
    { key: 'questions', header: m.columns.questions, numeric: true, cell: ({ questions }) => questions },
    { key: 'verified', header: m.columns.verified, numeric: true, cell: ({ verifiedOn }) => verifiedOn },
  ]
}
