import { type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { BankTabs } from '#app/components/bank/bank-tabs.tsx'
import { formatTime } from '#app/components/format-time.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { type LawVersionFacts, listLaws } from '#app/services/questions/list-laws.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

import styles from './laws.module.css'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer'])
  const laws = await listLaws(staff, formatTime(context.now, 'day', context.locale))
  if (!laws.ok) throw data(null, { status: 403 })
  return { laws: laws.value }
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(bankMessages, locale).lawPage.title)

const tones = { 'in-force': 'success', future: 'info', ended: 'neutral' } satisfies Record<
  LawVersionFacts['state'],
  BadgeTone
>

export default function Laws() {
  const m = useMessages(bankMessages)
  const { laws } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={m.lawPage.title} lead={m.lawPage.lead} />
      <BankTabs />
      <Panel flush>
        <Table
          caption={m.lawPage.caption}
          columns={useColumns()}
          rows={laws}
          rowKey={({ lawId, version }) => `${lawId} ${version}`}
          empty={
            <EmptyState title={m.lawPage.emptyTitle} icon="document">
              {m.lawPage.empty}
            </EmptyState>
          }
        />
      </Panel>
    </>
  )
}

function useColumns(): Column<LawVersionFacts>[] {
  const m = useMessages(bankMessages).lawPage
  return [
    {
      key: 'law',
      header: m.columns.law,
      cell: ({ title, source }) => (
        <span lang="zh-CN">
          {title}
          <span className={styles.source}>{source}</span>
        </span>
      ),
    },
    {
      key: 'state',
      header: m.columns.state,
      cell: ({ state }) => <Badge tone={tones[state]}>{m.states[state]}</Badge>,
    },
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
