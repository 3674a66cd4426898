import type { ReactNode } from 'react'

import styles from './empty-state.module.css'
import { Icon, type IconName } from './icon.tsx'

type EmptyStateProps = {
  /** What is not there yet, and that this is all right. */
  title: ReactNode
  icon?: IconName
  /** What to do next, or who will do it and when. */
  children: ReactNode
  action?: ReactNode
}

/** A place with nothing in it yet. It always says what happens next. */
export function EmptyState({ title, icon = 'document', children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <Icon name={icon} />
      <p className={styles.title}>{title}</p>
      <p className={styles.next}>{children}</p>
      {action}
    </div>
  )
}
