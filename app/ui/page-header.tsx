import type { ReactNode } from 'react'

import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'
import styles from './page-header.module.css'

type PageHeaderProps = {
  title: ReactNode
  /** One sentence: what this page is for, or how things stand. */
  lead?: ReactNode
  crumbs?: readonly Crumb[]
  /** State of the thing the page is about. */
  badge?: ReactNode
  actions?: ReactNode
}

/** The head of every page: where one is, what it is, what can be done. */
export function PageHeader({ title, lead, crumbs, badge, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      {crumbs && <Breadcrumbs crumbs={crumbs} />}
      <div className={styles.line}>
        <div className={styles.words}>
          <div className={styles.title}>
            <h1>{title}</h1>
            {badge}
          </div>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </header>
  )
}
