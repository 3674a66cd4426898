import type { ReactNode } from 'react'

import styles from './definition-list.module.css'

export type Definition = { term: string; description: ReactNode }

/** What is known about one thing: terms and their values. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className={styles.list}>
      {items.map(({ term, description }) => (
        <div key={term} className={styles.item}>
          <dt className={styles.term}>{term}</dt>
          <dd>{description}</dd>
        </div>
      ))}
    </dl>
  )
}
