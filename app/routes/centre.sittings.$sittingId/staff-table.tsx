import { Form, useNavigation } from '@remix-run/react'

import { centreMessages } from '#app/i18n/centre.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { StaffMember } from '#app/services/centres/staff-of-sitting.ts'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

/** Who works in a sitting. */
export function StaffTable({ staff, isOver }: { staff: readonly StaffMember[]; isOver: boolean }) {
  const m = useMessages(centreMessages).staff
  const { formData } = useNavigation()
  const columns: Column<StaffMember>[] = [
    { key: 'name', header: m.columns.name, cell: ({ name }) => name },
    { key: 'login', header: m.columns.login, cell: ({ login }) => login },
    { key: 'role', header: m.columns.role, cell: ({ role }) => m.roles[role] },
  ]
  const act: Column<StaffMember> = {
    key: 'act',
    header: m.columns.act,
    cell: ({ accountId, role, name }) => {
      const value = `${role} ${accountId}`
      return (
        <Form method="post">
          <input type="hidden" name="staff" value={value} />
          <Button
            size="small"
            name="intent"
            value="remove"
            busy={formData?.get('staff') === value}
            aria-label={m.removeFor(name)}
          >
            {m.remove}
          </Button>
        </Form>
      )
    },
  }
  return (
    <Panel title={m.title} flush>
      <Table
        caption={m.caption}
        columns={isOver ? columns : [...columns, act]}
        rows={staff}
        rowKey={({ accountId }) => accountId}
        empty={
          <EmptyState title={m.emptyTitle} icon="user">
            {m.empty}
          </EmptyState>
        }
        stacked
      />
    </Panel>
  )
}
