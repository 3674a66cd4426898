import { shellMessages } from '#app/i18n/shell.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './skip-link.module.css'

/** The first stop of the keyboard: past masthead and navigation. */
export function SkipLink() {
  const m = useMessages(shellMessages)
  return (
    <a className={styles.skip} href="#main">
      {m.skip}
    </a>
  )
}
