import { Link } from '@remix-run/react'
import { clsx } from 'clsx'

import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { type CarryWork, carryWork } from '#app/domain/carry-work.ts'

import styles from './affected.module.css'

/** The four kinds of work; each with how much there is. */
export function ViewTabs({ counts, view }: { counts: Record<CarryWork, number>; view: CarryWork }) {
  const m = useMessages(lawMessages).affected
  return (
    <nav aria-label={m.title('')}>
      <ul className={styles.tabs}>
        {carryWork.map((name) => (
          <li key={name}>
            <Link
              to={`?view=${name}`}
              className={clsx(styles.tab, name === view && styles.current)}
              aria-current={name === view ? 'page' : undefined}
            >
              {m.views[name]} <span className={styles.count}>{counts[name]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
