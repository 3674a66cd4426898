import { Link } from '@remix-run/react'

import { regradeMessages } from '#app/i18n/regrade.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ReceiptView } from '#app/services/receipts/read-receipt-page.ts'
import { Notice } from '#app/ui/notice.tsx'

/** On a receipt of before a correction: that another one holds now. Printed too, so that no old sheet passes for a new one. */
export function NewerReceipt({ receipt }: { receipt: ReceiptView }) {
  const m = useMessages(regradeMessages).notice
  if (receipt.newerReceiptId === null) return null
  return (
    <Notice tone="warning" title={m.older}>
      <p>{m.olderBody}</p>
      <p>
        <Link to={`/receipts/${receipt.newerReceiptId}`}>{m.newest}</Link>
      </p>
    </Notice>
  )
}
