import type { ReactNode } from 'react'

import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './next-step.module.css'

type NextStepProps = {
  /** The thing to do, as an order: 「完成年度必修学习」. */
  title: ReactNode
  /** The one button or link that does it. */
  action?: ReactNode
  children?: ReactNode
}

/** The one thing the reader should do now. At most one on a page, above everything else. */
export function NextStep({ title, action, children }: NextStepProps) {
  const m = useMessages(uiMessages)
  return (
    <section className={styles.step}>
      <div className={styles.words}>
        <p className={styles.now}>{m.nextStep}</p>
        <h2 className={styles.title}>{title}</h2>
        {children && <div className={styles.why}>{children}</div>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </section>
  )
}
