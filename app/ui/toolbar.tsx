import type { ReactNode } from 'react'

import styles from './toolbar.module.css'

/** Filters and actions of a list in one line above it; fields align at their foot. Often inside a GET form. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className={styles.toolbar}>{children}</div>
}
