import { clsx } from 'clsx'
import { memo } from 'react'

import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './answer-grid.module.css'
import type { PaperItem } from './exam-api.ts'
import { isAnswered, type Ledger, unsavedItems } from './outbox/ledger.ts'
import { paperParts } from './paper-parts.ts'

type AnswerGridProps = {
  items: readonly PaperItem[]
  ledger: Ledger
  marked: readonly string[]
  current: number
  onGo: (index: number) => void
}

/** The question grid (答题卡), in the parts of the paper. State is told by shape and words, never by colour alone. */
export const AnswerGrid = memo(function AnswerGrid({
  items,
  ledger,
  marked,
  current,
  onGo,
}: AnswerGridProps) {
  const m = useMessages(examMessages)
  const unsaved = new Set(unsavedItems(ledger))
  const answered = items.filter((item) => isAnswered(ledger, item.itemId)).length
  return (
    <nav id="answer-grid" className={styles.grid} aria-label={m.grid.title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{m.grid.title}</h2>
        <p className={styles.count}>{m.grid.answeredOf(answered, items.length)}</p>
      </div>
      <div className={styles.parts}>
        {paperParts(items).map((part) => (
          <div key={part.from} className={styles.part}>
            <h3 className={styles.kind}>{m.parts[part.kind]}</h3>
            <ol className={styles.cells} start={part.from + 1}>
              {part.items.map((item, offset) => {
                const index = part.from + offset
                const states = [
                  isAnswered(ledger, item.itemId) ? 'answered' : 'unanswered',
                  ...(marked.includes(item.itemId) ? ['marked' as const] : []),
                  ...(unsaved.has(item.itemId) ? ['notSaved' as const] : []),
                ] as const
                return (
                  <li key={item.itemId}>
                    <button
                      type="button"
                      className={clsx(styles.cell, ...states.map((state) => styles[state]))}
                      aria-label={m.grid.cell(index + 1, states.map((state) => m.grid[state]).join(' · '))}
                      aria-current={index === current ? 'true' : undefined}
                      onClick={() => onGo(index)}
                    >
                      {index + 1}
                    </button>
                  </li>
                )
              })}
            </ol>
          </div>
        ))}
      </div>
      <ul className={styles.legend} aria-hidden="true">
        <li>
          <span className={clsx(styles.sample, styles.unanswered)} />
          {m.grid.unanswered}
        </li>
        <li>
          <span className={clsx(styles.sample, styles.answered)} />
          {m.grid.answered}
        </li>
        <li>
          <span className={clsx(styles.sample, styles.marked)} />
          {m.grid.marked}
        </li>
      </ul>
    </nav>
  )
})
