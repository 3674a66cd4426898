import { shellMessages } from '#app/i18n/shell.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import { Seal } from './seal.tsx'
import styles from './wordmark.module.css'

/** Seal and name of the product; a shorter name where there is little room. */
export function Wordmark() {
  const m = useMessages(shellMessages)
  return (
    <span className={styles.wordmark}>
      <Seal />
      <span className={styles.words}>
        <span className={styles.name}>
          <span className={styles.long}>{m.platform}</span>
          <span className={styles.short}>{m.platformShort}</span>
        </span>
        <span className={styles.office}>{m.office}</span>
      </span>
    </span>
  )
}
