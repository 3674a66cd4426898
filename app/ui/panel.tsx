import { clsx } from 'clsx'
import type { ReactNode } from 'react'

import styles from './panel.module.css'

type PanelProps = {
  title?: ReactNode
  /** Small things to do with what the panel shows, at the right of its title. */
  actions?: ReactNode
  /** `flush` when a table fills the panel to its edges. */
  flush?: boolean
  as?: 'section' | 'article' | 'aside'
  children: ReactNode
}

/** A sheet of paper on the page: one matter, with its heading. Do not put panels into panels. */
export function Panel({ title, actions, flush = false, as: Element = 'section', children }: PanelProps) {
  return (
    <Element className={styles.panel}>
      {(title || actions) && (
        <header className={styles.head}>
          {title && <h2>{title}</h2>}
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={clsx(styles.body, flush && styles.flush)}>{children}</div>
    </Element>
  )
}
