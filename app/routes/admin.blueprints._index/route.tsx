import { type MetaFunction, useLoaderData, useSearchParams } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { AdminTabs } from '#app/components/admin/admin-tabs.tsx'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { readBlueprintList } from '#app/services/blueprints/list-blueprints.ts'
import { LinkButton } from '#app/ui/link-button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'

import { Archived } from './archived.tsx'
import { Done } from './done.tsx'
import { OwnTable } from './own-table.tsx'
import { TemplateTable } from './template-table.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  return readBlueprintList(requireStaff(context, request, ['administrator']))
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(blueprintMessages, locale).title)

export default function Blueprints() {
  const m = useMessages(blueprintMessages)
  const { templates, own, archived } = useLoaderData<typeof loader>()
  const [query] = useSearchParams()
  return (
    <>
      <PageHeader
        title={m.title}
        lead={m.lead}
        actions={
          <LinkButton to="/admin/blueprints/new" variant="primary" icon="document">
            {m.make}
          </LinkButton>
        }
      />
      <AdminTabs />
      <Done step={query.get('done')} id={query.get('id')} />
      <Panel title={m.own} flush>
        <OwnTable blueprints={own} />
      </Panel>
      <Panel title={m.shipped} flush>
        <TemplateTable templates={templates} />
      </Panel>
      {archived.length > 0 && <Archived blueprints={archived} />}
    </>
  )
}
