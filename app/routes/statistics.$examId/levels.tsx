import { Link } from '@remix-run/react'

import { statisticsMessages } from '#app/i18n/statistics.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { StatisticsView } from '#app/services/statistics/read-statistics.ts'

import styles from './levels.module.css'

/** One level of units or two; nothing where there is only one. */
export function Levels({ view, to }: { view: StatisticsView; to: (depth: string | null) => string }) {
  const m = useMessages(statisticsMessages)
  if (view.depth === 1 && !view.rows.some(({ opens }) => opens)) return null
  const choices = [
    { depth: 1, label: m.levelOne, to: to(null) },
    { depth: 2, label: m.levelTwo, to: to('2') },
  ]
  return (
    <nav aria-label={m.levels} className={styles.levels}>
      {choices.map((choice) => (
        <Link
          key={choice.depth}
          to={choice.to}
          className={styles.level}
          aria-current={choice.depth === view.depth ? 'true' : undefined}
          preventScrollReset
          replace
        >
          {choice.label}
        </Link>
      ))}
    </nav>
  )
}
