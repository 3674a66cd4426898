import { type MetaFunction, useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { readFilter } from '#app/components/audit/read-filter.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { auditMessages } from '#app/i18n/audit.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { checkLog } from '#app/services/audit/check-log.ts'
import { readAudit } from '#app/services/audit/read-audit.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './audit.module.css'
import { AuditTable } from './audit-table.tsx'
import { ChainStatus } from './chain-status.tsx'
import { FilterForm } from './filter-form.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const auditor = requireStaff(context, request, ['auditor'])
  const query = new URL(request.url).searchParams
  const before = Number(query.get('before'))
  const { typed, filter } = readFilter(query)
  const page = await readAudit(auditor, filter, Number.isSafeInteger(before) && before > 0 ? before : null)
  if (!page.ok) throw data(null, { status: 403 })
  return { ...page.value, typed, isNewest: before <= 0 }
}

/** Has the chain verified. Nothing else can be done here. */
export async function action({ request, context }: ActionFunctionArgs) {
  const auditor = requireStaff(context, request, ['auditor'])
  const checked = await checkLog(auditor)
  if (!checked.ok) throw data(null, { status: 403 })
  return checked.value
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(auditMessages, locale).title)

export default function Audit() {
  const m = useMessages(auditMessages)
  const page = useLoaderData<typeof loader>()
  const checked = useActionData<typeof action>() ?? null
  const { search } = useLocation()
  const kept = withoutCursor(search)
  return (
    <>
      <PageHeader
        title={m.title}
        lead={m.lead}
        actions={
          <LinkButton to={`/audit.csv?${kept}`} reloadDocument icon="document">
            {m.csv.download}
          </LinkButton>
        }
      />
      {!page.readsEverything && <Notice>{m.region}</Notice>}
      <ChainStatus sealing={page.sealing} waiting={page.waiting} checked={checked} />
      <FilterForm typed={page.typed} />
      <Panel flush>
        <AuditTable rows={page.rows} />
      </Panel>
      <nav className={styles.paging} aria-label={m.paging}>
        {!page.isNewest && (
          <LinkButton to={`/audit?${kept}`} size="small" icon="chevron-left">
            {m.newest}
          </LinkButton>
        )}
        {page.next !== null && (
          <LinkButton to={`/audit?${kept}&before=${page.next}`} size="small" icon="chevron-right" rel="next">
            {m.older}
          </LinkButton>
        )}
      </nav>
    </>
  )
}

function withoutCursor(search: string): string {
  const query = new URLSearchParams(search)
  query.delete('before')
  return query.toString()
}
