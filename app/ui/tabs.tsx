import { NavLink } from '@remix-run/react'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'

import styles from './tabs.module.css'

export type Tab = { to: string; label: ReactNode; count?: number; end?: boolean }

/** The parts of one matter, each a page with an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      <ul className={styles.list}>
        {tabs.map((tab) => (
          <li key={tab.to}>
            <NavLink
              to={tab.to}
              end={tab.end ?? false}
              className={({ isActive }) => clsx(styles.tab, isActive && styles.current)}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className={styles.count}>{tab.count.toLocaleString('en-US')}</span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
