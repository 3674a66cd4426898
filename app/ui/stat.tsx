import type { ReactNode } from 'react'

import styles from './stat.module.css'

type StatProps = {
  label: ReactNode
  value: ReactNode
  /** What the figure was made of: numerator and denominator in words. Never leave it out for a percentage. */
  parts?: ReactNode
  /** Where the figure can be opened down to people. */
  action?: ReactNode
}

/** One figure that matters, and under it what it was made of. */
export function Stat({ label, value, parts, action }: StatProps) {
  return (
    <div className={styles.stat}>
      <p className={styles.label}>{label}</p>
      <p className={styles.value}>{value}</p>
      {parts && <p className={styles.parts}>{parts}</p>}
      {action && <p className={styles.action}>{action}</p>}
    </div>
  )
}

/** Figures side by side, divided by hairlines. */
export function StatRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}
