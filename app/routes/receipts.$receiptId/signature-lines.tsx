import { Time } from '#app/components/time.tsx'
import { receiptMessages } from '#app/i18n/receipt.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './receipt.module.css'

/** On paper only: where candidate and proctor sign the score sheet. */
export function SignatureLines({ issuedAt }: { issuedAt: Date }) {
  const m = useMessages(receiptMessages)
  return (
    <div className={styles.sign}>
      {[m.sign.candidate, m.sign.proctor, m.sign.date].map((words) => (
        <p key={words} className={styles.signLine}>
          <span>{words}</span>
        </p>
      ))}
      <p className={styles.issued}>
        <Time at={issuedAt} style="seconds" />
      </p>
    </div>
  )
}
