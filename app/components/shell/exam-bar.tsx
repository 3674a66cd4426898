import type { ReactNode } from 'react'

import { Seal } from '#app/ui/seal.tsx'

import styles from './exam-shell.module.css'

type ExamBarProps = {
  /** Name of the exam; the heading of the page. */
  title: ReactNode
  /** Who sits here, where: name, seat. */
  who?: ReactNode
  /** Clock, connection, display settings, hand in. */
  children?: ReactNode
  /** Level of the heading; 2 where the bar is only shown as a specimen. */
  level?: 1 | 2
}

/** The line at the top of an exam: which exam, who, and what the page puts at its right. It stays in view. */
export function ExamBar({ title, who, children, level = 1 }: ExamBarProps) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <header className={styles.bar}>
      <Seal />
      <div className={styles.what}>
        <Heading className={styles.title}>{title}</Heading>
        {who && <p className={styles.who}>{who}</p>}
      </div>
      <div className={styles.tools}>{children}</div>
    </header>
  )
}
