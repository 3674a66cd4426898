import { clsx } from 'clsx'

import { formatTime } from '#app/components/format-time.ts'
import { receiptMessages } from '#app/i18n/receipt.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { ReceiptView } from '#app/services/receipts/read-receipt-page.ts'
import { Icon, type IconName } from '#app/ui/icon.tsx'
import { Notice } from '#app/ui/notice.tsx'

import styles from './receipt.module.css'

type Outcome = 'passed' | 'failed' | 'void' | 'later'

const icons: Record<Outcome, IconName> = { passed: 'success', failed: 'info', void: 'danger', later: 'clock' }

/** The score, calmly: the figure, what it means, who handed in, and what may come. */
export function ScoreWords({ receipt }: { receipt: ReceiptView }) {
  const m = useMessages(receiptMessages)
  const outcome = outcomeOf(receipt)
  return (
    <section className={styles.score}>
      {receipt.score !== null && outcome !== 'void' && (
        <p className={styles.figure}>
          <span className={styles.points}>{receipt.score}</span>
          <span className={styles.full}>{m.ofFull(receipt.exam.fullMarks)}</span>
        </p>
      )}
      <div className={styles.words}>
        <p className={clsx(styles.outcome, styles[outcome])}>
          <Icon name={icons[outcome]} />
          {m.outcome[outcome]}
        </p>
        <Meaning receipt={receipt} outcome={outcome} />
        <p className={styles.by}>
          {m.closedBy[receipt.closedBy]}{' '}
          {receipt.closedBy === 'proctor' && receipt.closeReason && m.closeReason(receipt.closeReason)}
        </p>
        {receipt.heldAnswers > 0 && (
          <div className={styles.screenOnly}>
            <Notice tone="warning">{m.held(receipt.heldAnswers)}</Notice>
          </div>
        )}
      </div>
    </section>
  )
}

function Meaning({ receipt, outcome }: { receipt: ReceiptView; outcome: Outcome }) {
  const m = useMessages(receiptMessages).words
  const locale = useLocale()
  const { exam, score, releasedAt } = receipt
  const left = exam.maxTries - receipt.tryNo
  switch (outcome) {
    case 'passed':
      return <p>{m.passed(String(score), exam.passMarks)}</p>
    case 'failed':
      return (
        <>
          <p>{m.failed(String(score), exam.passMarks)}</p>
          <p className={styles.screenOnly}>{left > 0 ? m.again(left) : m.makeUp}</p>
        </>
      )
    case 'void':
      return (
        <>
          <p>{m.void}</p>
          {receipt.voidReason && <p>{m.voidReason(receipt.voidReason)}</p>}
        </>
      )
    case 'later':
      return <p>{releasedAt ? m.laterAt(formatTime(releasedAt, 'datetime', locale)) : m.later}</p>
  }
}

function outcomeOf({ voidReason, passed }: ReceiptView): Outcome {
  if (voidReason !== null) return 'void'
  if (passed === null) return 'later'
  return passed ? 'passed' : 'failed'
}
