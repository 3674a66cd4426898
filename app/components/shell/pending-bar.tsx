import { useNavigation } from '@remix-run/react'

import styles from './pending-bar.module.css'

/** A thin line at the top while the next page is on its way; shown only if that takes a noticeable time. */
export function PendingBar() {
  const { state } = useNavigation()
  if (state === 'idle') return null
  return <div className={styles.pending} aria-hidden="true" />
}
