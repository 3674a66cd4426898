import { Form, type MetaFunction, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/server-runtime'

import { requireStaff } from '#app/auth/guards.ts'
import { AdminTabs } from '#app/components/admin/admin-tabs.tsx'
import { useInLanguage } from '#app/components/in-language.ts'
import type { NavigationRole } from '#app/components/shell/navigation.ts'
import { pageTitle } from '#app/components/shell/page-title.ts'
import { pageNumberOf } from '#app/http/page-number.ts'
import { adminMessages } from '#app/i18n/admin.ts'
import { messagesOf } from '#app/i18n/catalogue.ts'
import { shellMessages } from '#app/i18n/shell.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { listStaff, type StaffLine } from '#app/services/administration/list-staff.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { Table, type Column } from '#app/ui/table.tsx'
import { Toolbar } from '#app/ui/toolbar.tsx'

const staffRoles = [
  'proctor', 'inspector', 'liaison', 'author', 'reviewer', 'centre-manager', 'administrator', 'auditor',
] as const satisfies NavigationRole[] // prettier-ignore

export async function loader({ request, context }: LoaderFunctionArgs) {
  const administrator = requireStaff(context, request, ['administrator'])
  const query = new URL(request.url).searchParams
  const role = staffRoles.find((known) => known === query.get('role'))
  return { role, ...(await listStaff(administrator, { role }, pageNumberOf(query))) }
}

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(matches, (locale) => messagesOf(adminMessages, locale).staff.title)

export default function Staff() {
  const m = useMessages(adminMessages).staff
  const words = useMessages(shellMessages)
  const { role, rows, total, page, pageCount } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={m.title} lead={m.lead} />
      <AdminTabs />
      <Form method="get" role="search" key={role}>
        <Toolbar>
          <SelectField label={m.role} name="role" defaultValue={role ?? ''} required={false}>
            <option value="">{m.all}</option>
            {staffRoles.map((known) => (
              <option key={known} value={known}>
                {words.roles[known]}
              </option>
            ))}
          </SelectField>
          <Button icon="search">{m.find}</Button>
        </Toolbar>
      </Form>
      <Panel flush>
        <Table
          caption={m.caption}
          columns={useColumns()}
          rows={rows}
          rowKey={({ id }) => id}
          empty={
            <EmptyState title={m.emptyTitle} icon="user">
              {m.empty}
            </EmptyState>
          }
          stacked
        />
      </Panel>
      <Pagination page={page} pageCount={pageCount} total={total} />
    </>
  )
}

function useColumns(): Column<StaffLine>[] {
  const { staff: m, search } = useMessages(adminMessages)
  const words = useMessages(shellMessages)
  const name = useInLanguage()
  return [
    { key: 'name', header: m.columns.name, cell: (line) => line.name },
    { key: 'login', header: m.columns.login, cell: ({ login }) => login },
    { key: 'role', header: m.columns.role, cell: ({ role }) => words.roles[role] },
    {
      key: 'unit',
      header: m.columns.unit,
      cell: ({ unitZh, unitEn }) => name(unitZh ?? m.everywhere, unitEn ?? m.everywhere),
    },
    {
      key: 'state',
      header: m.columns.state,
      cell: ({ disabledAt, isActivated }) => {
        if (disabledAt) return <Badge tone="danger">{search.states.disabled}</Badge>
        return isActivated ? (
          <Badge tone="success">{search.states.active}</Badge>
        ) : (
          <Badge tone="info">{search.states['not-activated']}</Badge>
        )
      },
    },
  ]
}
