import { type MetaFunction, useLoaderData } from '@remix-run/react'
import { data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { ArticlePair } from '#app/components/laws/article-pair.tsx'
import { ChangeBadge } from '#app/components/laws/change-badge.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { changeKinds, type ComparisonView, compareVersions } from '#app/services/laws/compare-versions.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './compare.module.css'
import { KindFilter } from './kind-filter.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const staff = requireStaff(context, request, ['author', 'reviewer'])
  const query = new URL(request.url).searchParams
  const wanted = {
    lawId: params.lawId ?? '',
    from: query.get('from') ?? '',
    to: query.get('to') ?? '',
    kind: changeKinds.find((kind) => kind === query.get('kind')) ?? null,
  }
  const compared = await compareVersions(staff, { ...wanted, page: pageNumberOf(query) })
  if (compared.ok) return { ...wanted, view: compared.value, missing: null }
  if (compared.refusal === 'no-text' || compared.refusal === 'failed')
    return { ...wanted, view: null, missing: compared.refusal }
  throw data(null, { status: compared.refusal === 'not-found' ? 404 : 403 })
}

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  pageTitle(matches, (locale) => {
    const m = messagesOf(lawMessages, locale)
    return page?.view ? m.comparing.title(page.view.law.short) : m.title
  })

export default function Compare() {
  const m = useMessages(lawMessages)
  const { view, missing, lawId, from, to, kind } = useLoaderData<typeof loader>()
  const title = m.comparing.title(view?.law.short ?? lawId)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: m.title, to: '/bank/laws' },
          { label: view?.law.short ?? lawId, to: `/bank/laws/${lawId}` },
          { label: title },
        ]}
        title={title}
        lead={m.comparing.lead(from, to)}
      />
      {view ? (
        <>
          <KindFilter counts={view.counts} kind={kind} versions={{ from, to }} />
          <Rows view={view} />
        </>
      ) : (
        <Panel>
          <EmptyState title={m.comparing.noTextTitle}>
            {missing === 'failed' ? m.comparing.failed : m.comparing.noText}
          </EmptyState>
        </Panel>
      )}
    </>
  )
}

function Rows({ view }: { view: ComparisonView }) {
  const m = useMessages(lawMessages).comparing
  if (view.rows.length === 0)
    return (
      <Panel>
        <EmptyState title={m.nothing}>{m.nothingNext}</EmptyState>
      </Panel>
    )
  return (
    <Panel>
      {view.rows.map(({ from, to, kind, similarity, older, newer }) => (
        <section key={`${from} ${to}`} className={styles.row}>
          <p className={styles.head}>
            <ChangeBadge kind={kind} />
            {from !== null && to !== null && similarity < 1 && (
              <span className={styles.share}>{m.similarity(`${Math.round(similarity * 100)}%`)}</span>
            )}
          </p>
          <ArticlePair older={{ label: from, parts: older }} newer={{ label: to, parts: newer }} />
        </section>
      ))}
      <Pagination page={view.page} pageCount={view.pageCount} total={view.total} />
    </Panel>
  )
}
