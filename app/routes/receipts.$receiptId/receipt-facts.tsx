import { Time } from '#app/components/time.tsx'
import { receiptMessages } from '#app/i18n/receipt.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { ReceiptView } from '#app/services/receipts/read-receipt-page.ts'
import { DefinitionList, type Definition } from '#app/ui/definition-list.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './receipt.module.css'

/** Who, when, where, and what the receipt is checked by. */
export function ReceiptFacts({ receipt }: { receipt: ReceiptView }) {
  const m = useMessages(receiptMessages).facts
  const en = useLocale() === 'en'
  const { candidate, sitting } = receipt
  const place: Definition[] = sitting
    ? [
        ...(sitting.ticketNo ? [{ term: m.ticket, description: sitting.ticketNo }] : []),
        {
          term: m.place,
          description: en
            ? `${sitting.centreEn}, ${sitting.roomEn}`
            : `${sitting.centreZh} ${sitting.roomZh}`,
        },
        ...(sitting.seatNumber === null ? [] : [{ term: m.seat, description: sitting.seatNumber }]),
      ]
    : []
  const items: Definition[] = [
    { term: m.name, description: candidate.name },
    { term: m.idNumber, description: `****** ${candidate.idTail}` },
    { term: m.unit, description: en ? candidate.unitEn : candidate.unitZh },
    ...place,
    { term: m.started, description: <Time at={receipt.startedAt} /> },
    { term: m.handedIn, description: <Time at={receipt.closedAt} /> },
    ...(receipt.exam.maxTries > 1 ? [{ term: m.try, description: m.tryNo(receipt.tryNo) }] : []),
    { term: m.answered, description: m.answeredOf(receipt.answered, receipt.items) },
    { term: m.receiptId, description: <code className={styles.code}>{receipt.receiptId}</code> },
    { term: m.digest, description: <code className={styles.code}>{receipt.chainHead}</code> },
    { term: m.signature, description: <code className={styles.code}>{receipt.signature}</code> },
  ]
  return (
    <Panel title={m.title}>
      <DefinitionList items={items} />
    </Panel>
  )
}
