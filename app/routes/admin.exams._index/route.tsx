import { type MetaFunction, useLoaderData, useSearchParams } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { AdminTabs } from '#app/components/admin/admin-tabs.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { listExamDrafts } from '#app/services/exam-drafts/read-exam.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { Done } from './done.tsx'
import { ExamTable } from './exam-table.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  return listExamDrafts(requireStaff(context, request, ['administrator']))
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(examsMessages, locale).title)

export default function Exams() {
  const m = useMessages(examsMessages)
  const { drafts, published, archived, hasCampaign } = useLoaderData<typeof loader>()
  const [query] = useSearchParams()
  const none = (title: string, next: string) => <EmptyState title={title}>{next}</EmptyState>
  return (
    <>
      <PageHeader
        title={m.title}
        lead={m.lead}
        actions={
          hasCampaign && (
            <LinkButton to="/admin/exams/new" variant="primary" icon="document">
              {m.make}
            </LinkButton>
          )
        }
      />
      <AdminTabs />
      <Done step={query.get('done')} id={query.get('id')} />
      {!hasCampaign && <Panel>{none(m.noCampaignTitle, m.noCampaign)}</Panel>}
      {(hasCampaign || drafts.length > 0) && (
        <Panel title={m.drafts} flush>
          <ExamTable caption={m.drafts} exams={drafts} empty={none(m.draftsEmptyTitle, m.draftsEmpty)} />
        </Panel>
      )}
      {(hasCampaign || published.length > 0) && (
        <Panel title={m.published} flush>
          <ExamTable
            caption={m.published}
            exams={published}
            empty={none(m.publishedEmptyTitle, m.publishedEmpty)}
          />
        </Panel>
      )}
      {archived.length > 0 && (
        <Panel title={m.archived} flush>
          <ExamTable caption={m.archived} exams={archived} />
        </Panel>
      )}
    </>
  )
}
