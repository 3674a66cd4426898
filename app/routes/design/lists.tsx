import { Rate } from '#app/components/rate.tsx'
import { designMessages } from '#app/i18n/design.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Table, type Column } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { Toolbar } from '#app/ui/toolbar.tsx'

type UnitRow = { name: string; due: number; sat: number }

const figures = [
  { due: 1286, sat: 1286 },
  { due: 640, sat: 612 },
  { due: 133, sat: 116 },
  { due: 0, sat: 0 },
]

export function Lists() {
  const m = useMessages(designMessages)
  const rows = m.table.names
    .split('|')
    .map((name, index) => ({ name, ...(figures[index] ?? { due: 0, sat: 0 }) }))
  return (
    <>
      <Tabs
        label={m.sections.lists}
        tabs={[
          { to: '/design', label: m.table.all, count: 2059 },
          { to: '/design/absent', label: m.table.absent, count: 45 },
          { to: '/design/exempt', label: m.table.exempt, count: 18 },
        ]}
      />
      <Toolbar>
        <TextField label={m.table.search} name="q" type="search" optional />
        <Button icon="search">{m.table.find}</Button>
      </Toolbar>
      <Panel flush>
        <Table
          caption={m.table.caption}
          columns={useColumns()}
          rows={rows}
          rowKey={(row) => row.name}
          stacked
        />
      </Panel>
      <Pagination page={2} pageCount={14} total={2059} />
      <Panel>
        <EmptyState
          title={m.table.empty}
          action={
            <LinkButton to="/design" variant="primary">
              {m.table.emptyAction}
            </LinkButton>
          }
        >
          {m.table.emptyNext}
        </EmptyState>
      </Panel>
    </>
  )
}

function useColumns(): Column<UnitRow>[] {
  const m = useMessages(designMessages)
  const stateOf = ({ due, sat }: UnitRow) => {
    if (due === 0) return <Badge>{m.table.none}</Badge>
    return sat === due ? (
      <Badge tone="success">{m.table.complete}</Badge>
    ) : (
      <Badge tone="active">{m.table.running}</Badge>
    )
  }
  return [
    { key: 'unit', header: m.table.unit, cell: (row) => row.name, total: m.table.total },
    {
      key: 'due',
      header: m.table.due,
      numeric: true,
      cell: (row) => row.due.toLocaleString('en-US'),
      total: '2,059',
    },
    {
      key: 'sat',
      header: m.table.sat,
      numeric: true,
      cell: (row) => row.sat.toLocaleString('en-US'),
      total: '2,014',
    },
    {
      key: 'rate',
      header: m.table.rate,
      numeric: true,
      cell: (row) => <Rate ratio={{ numerator: row.sat, denominator: row.due }} />,
      total: <Rate ratio={{ numerator: 2014, denominator: 2059 }} />,
    },
    { key: 'state', header: m.table.state, cell: stateOf },
  ]
}
