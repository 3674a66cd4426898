import { Link } from '@remix-run/react'

import { shellMessages } from '#app/i18n/shell.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './page-footer.module.css'

/** What personal data is used for, and where anybody can check a receipt. */
export function PageFooter() {
  const m = useMessages(shellMessages)
  return (
    <footer className={styles.footer}>
      <div className={styles.line}>
        <p>{m.privacy}</p>
        <Link className={styles.link} to="/verify">
          {m.verifyReceipt}
        </Link>
      </div>
    </footer>
  )
}
