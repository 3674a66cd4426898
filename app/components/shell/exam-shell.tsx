import type { ReactNode } from 'react'

import styles from './exam-shell.module.css'

/**
 * The frame of the waiting page and the exam page: the page itself and nothing else. No navigation, no
 * language switch, no way out but those the page gives. Begin the page with an ExamBar.
 */
export function ExamShell({ children }: { children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className={styles.shell}>
      {children}
    </main>
  )
}
