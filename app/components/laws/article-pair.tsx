import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { Marked } from '#question-bank/laws/mark-changes.ts'

import styles from './article-pair.module.css'
import { MarkedText } from './marked-text.tsx'

type Side = { label: string | null; parts: readonly Marked[] }

/** An article of the older version beside what became of it. */
export function ArticlePair({ older, newer }: { older: Side; newer: Side }) {
  const m = useMessages(lawMessages).comparing
  const sides = [
    { ...older, side: 'older' as const, name: m.older },
    { ...newer, side: 'newer' as const, name: m.newer },
  ]
  return (
    <div className={styles.pair}>
      {sides.map(({ side, name, label, parts }) => (
        <div key={side} className={styles.side}>
          <p className={styles.label}>
            <span className={styles.name}>{name}</span>{' '}
            {label === null ? m.noneThere : <span lang="zh-CN">{label}</span>}
          </p>
          {parts.length > 0 && <MarkedText parts={parts} side={side} />}
        </div>
      ))}
    </div>
  )
}
