import { type MetaFunction, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { AdminTabs } from '#app/components/admin/admin-tabs.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { SittingTable } from '#app/components/sittings/sitting-table.tsx'
import { adminMessages } from '#app/i18n/admin.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { type Overview, readOverview } from '#app/services/administration/read-overview.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Stat, StatRow } from '#app/ui/stat.tsx'

import { CampaignPanel } from './campaign-panel.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  return readOverview(administrator, context.now)
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(adminMessages, locale).title)

const listedSittings = 20

export default function Admin() {
  const m = useMessages(adminMessages)
  const { accounts, campaigns, sittings } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title={m.title}
        lead={m.lead}
        actions={
          <LinkButton to="/admin/accounts" variant="primary" icon="search">
            {m.accounts.find}
          </LinkButton>
        }
      />
      <AdminTabs />
      <Accounts accounts={accounts} />
      {campaigns.length === 0 && (
        <Panel>
          <EmptyState title={m.campaign.emptyTitle}>{m.campaign.empty}</EmptyState>
        </Panel>
      )}
      {campaigns.map((campaign) => (
        <CampaignPanel key={campaign.id} campaign={campaign} />
      ))}
      <Panel title={m.sittings} flush>
        <SittingTable
          caption={m.sittings}
          sittings={sittings.slice(0, listedSittings)}
          empty={
            <EmptyState title={m.noSittingsTitle} icon="clock">
              {m.noSittings}
            </EmptyState>
          }
        />
      </Panel>
      {sittings.length > listedSittings && <p>{m.earlier(sittings.length - listedSittings)}</p>}
    </>
  )
}

function Accounts({ accounts }: Pick<Overview, 'accounts'>) {
  const m = useMessages(adminMessages).accounts
  const figure = (count: number) => count.toLocaleString('en-US')
  const parts = m.of(figure(accounts.all))
  return (
    <StatRow>
      <Stat label={m.all} value={figure(accounts.all)} />
      <Stat label={m.notActivated} value={figure(accounts.notActivated)} parts={parts} />
      <Stat label={m.locked} value={figure(accounts.locked)} parts={parts} />
      <Stat label={m.disabled} value={figure(accounts.disabled)} parts={parts} />
    </StatRow>
  )
}
