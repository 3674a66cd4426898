import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'

import { centreMessages } from '#app/i18n/centre.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { SeatFacts } from '#app/services/centres/seats-of-room.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

/** The seats of a room; each can be taken out of use and put back. */
export function SeatTable({ seats, empty }: { seats: readonly SeatFacts[]; empty: ReactNode }) {
  const m = useMessages(centreMessages).seats
  const columns: Column<SeatFacts>[] = [
    { key: 'number', header: m.columns.number, numeric: true, cell: ({ number }) => number },
    {
      key: 'state',
      header: m.columns.state,
      cell: ({ usable }) =>
        usable ? <Badge tone="success">{m.usable}</Badge> : <Badge tone="warning">{m.unusable}</Badge>,
    },
    {
      key: 'coming',
      header: m.columns.coming,
      numeric: true,
      cell: ({ coming }) => (coming > 0 ? m.comingCount(coming) : '—'),
    },
    { key: 'act', header: m.columns.act, cell: (seat) => <MarkForm seat={seat} /> },
  ]
  return (
    <Table
      caption={m.caption}
      columns={columns}
      rows={seats}
      rowKey={({ id }) => id}
      empty={empty}
      tall
      stacked
    />
  )
}

function MarkForm({ seat }: { seat: SeatFacts }) {
  const m = useMessages(centreMessages).seats
  const { formData } = useNavigation()
  const mark = seat.usable ? 'unusable' : 'usable'
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="seatId" value={seat.id} />
      <Button
        size="small"
        name="mark"
        value={mark}
        busy={formData?.get('seatId') === seat.id}
        aria-label={m.markFor[mark](seat.number)}
      >
        {m.mark[mark]}
      </Button>
    </Form>
  )
}
