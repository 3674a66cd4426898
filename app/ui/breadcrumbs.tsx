import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './breadcrumbs.module.css'

export type Crumb = { label: ReactNode; to?: string }

/** The way from the area down to this page. The last crumb is the page and has no link. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const m = useMessages(uiMessages)
  return (
    <nav aria-label={m.breadcrumbs}>
      <ol className={styles.crumbs}>
        {crumbs.map((crumb, index) => (
          <li key={index} className={styles.crumb}>
            {crumb.to ? (
              <Link to={crumb.to}>{crumb.label}</Link>
            ) : (
              <span aria-current="page">{crumb.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
