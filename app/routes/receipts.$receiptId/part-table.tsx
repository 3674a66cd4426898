import { receiptMessages } from '#app/i18n/receipt.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { PartView, ReceiptView } from '#app/services/receipts/read-receipt-page.ts'
import { Panel } from '#app/ui/panel.tsx'
import { type Column, Table } from '#app/ui/table.tsx'

/** What each part of the paper brought. Nothing in it tells which answers were right. */
export function PartTable({ receipt }: { receipt: ReceiptView }) {
  const m = useMessages(receiptMessages).parts
  const { parts, score } = receipt
  const sum = (of: (part: PartView) => number) => parts.reduce((total, part) => total + of(part), 0)
  const points: Column<PartView>[] =
    score === null
      ? []
      : [
          {
            key: 'points',
            header: m.points,
            numeric: true,
            cell: (part) => part.points,
            total: sum((part) => part.points ?? 0),
          },
        ]
  const columns: Column<PartView>[] = [
    { key: 'kind', header: m.kind, rowHeader: true, cell: (part) => m.kinds[part.kind], total: m.total },
    {
      key: 'items',
      header: m.items,
      numeric: true,
      cell: (part) => part.items,
      total: sum((part) => part.items),
    },
    {
      key: 'answered',
      header: m.answered,
      numeric: true,
      cell: (part) => part.answered,
      total: sum((part) => part.answered),
    },
    ...points,
    {
      key: 'full',
      header: m.full,
      numeric: true,
      cell: (part) => part.fullPoints,
      total: sum((part) => part.fullPoints),
    },
  ]
  return (
    <Panel title={m.caption} flush>
      <Table
        caption={m.caption}
        columns={columns}
        rows={parts}
        rowKey={(part) => `${part.kind}-${parts.indexOf(part)}`}
      />
    </Panel>
  )
}
