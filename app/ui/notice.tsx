import { clsx } from 'clsx'
import type { ReactNode } from 'react'

import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import { Icon } from './icon.tsx'
import styles from './notice.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger'

type NoticeProps = {
  tone?: NoticeTone
  title?: ReactNode
  /** Speaks up when it appears after an action: `alert` at once, `status` when the reader pauses. */
  role?: 'alert' | 'status'
  children?: ReactNode
}

/** Something to know on this page. Say what happened and what to do; one notice at a time is read, four are not. */
export function Notice({ tone = 'info', title, role, children }: NoticeProps) {
  const m = useMessages(uiMessages)
  return (
    <div className={clsx(styles.notice, styles[tone])} role={role}>
      <Icon name={tone} />
      <div className={styles.body}>
        <VisuallyHidden>{m.tone[tone]}</VisuallyHidden>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div className={styles.words}>{children}</div>}
      </div>
    </div>
  )
}
