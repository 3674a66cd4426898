import { Link } from '@remix-run/react'
import { clsx } from 'clsx'

import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionListView } from '#app/services/questions/list-questions.ts'

import styles from './bank.module.css'
import { type ListFilter, queryOf } from './read-filter.ts'

const states = [undefined, 'draft', 'in-review', 'approved', 'retired'] as const

/** How many questions there are in each state, for what else the filter says; each a link to them. */
export function StateLinks({ filter, counts }: { filter: ListFilter; counts: QuestionListView['counts'] }) {
  const m = useMessages(bankMessages)
  return (
    <nav aria-label={m.statesLabel} className={styles.states}>
      {states.map((state) => (
        <Link
          key={state ?? 'all'}
          to={`/bank?${queryOf({ ...filter, state })}`}
          className={clsx(styles.state, filter.state === state && styles.current)}
          aria-current={filter.state === state ? 'true' : undefined}
        >
          {state ? m.states[state] : m.allStates}{' '}
          <span className={styles.count}>{counts[state ?? 'all'].toLocaleString('en-US')}</span>
        </Link>
      ))}
    </nav>
  )
}
