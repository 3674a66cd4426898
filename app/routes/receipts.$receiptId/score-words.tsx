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
  const locale = useLocale()
  const outcome = outcomeOf(receipt)
  const score = String(receipt.score ?? '')
  const { passMarks, fullMarks } = receipt.exam
  const words = {
    passed: m.words.passed(score, passMarks),
    failed: m.words.failed(score, passMarks),
    void: m.words.void,
    later: receipt.releasedAt
      ? m.words.laterAt(formatTime(receipt.releasedAt, 'datetime', locale))
      : m.words.later,
  }[outcome]
  const left = receipt.exam.maxTries - receipt.tryNo
  return (
    <section className={styles.score}>
      {receipt.score !== null && outcome !== 'void' && (
        <p className={styles.figure}>
          <span className={styles.points}>{receipt.score}</span>
          <span className={styles.full}>{m.ofFull(fullMarks)}</span>
        </p>
      )}
      <div className={styles.words}>
        <p className={clsx(styles.outcome, styles[outcome])}>
          <Icon name={icons[outcome]} />
          {m.outcome[outcome]}
        </p>
        <p>{words}</p>
        {outcome === 'failed' && (
          <p className={styles.screenOnly}>{left > 0 ? m.words.again(left) : m.words.makeUp}</p>
        )}
        {outcome === 'void' && receipt.voidReason && <p>{m.words.voidReason(receipt.voidReason)}</p>}
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

function outcomeOf({ voidReason, passed }: ReceiptView): Outcome {
  if (voidReason !== null) return 'void'
  if (passed === null) return 'later'
  return passed ? 'passed' : 'failed'
}
