import { clsx } from 'clsx'

import { regradeMessages } from '#app/i18n/regrade.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionContent } from '#app/services/regrade/question-content.ts'
import { Icon } from '#app/ui/icon.tsx'

import styles from './keyed-question.module.css'

/** `newKey`: what is to hold instead; null: the item is void; undefined: nothing is proposed yet. */
type KeyedQuestionProps = { question: QuestionContent; newKey?: readonly string[] | null }

/** A question as it was asked, with its key and the corrected one. For authors and reviewers only. */
export function KeyedQuestion({ question, newKey }: KeyedQuestionProps) {
  const m = useMessages(regradeMessages).question
  return (
    <div>
      {question.material && (
        <section aria-label={m.material}>
          <p className={styles.material} lang="zh-CN">
            {question.material}
          </p>
        </section>
      )}
      <p className={styles.stem} lang="zh-CN">
        {question.stem}
      </p>
      <ol className={styles.options} aria-label={m.options}>
        {question.options.map(({ id, text }) => (
          <li key={id} className={styles.option}>
            <span className={styles.letter}>{id}</span>
            <span lang="zh-CN">{text}</span>
            {question.key.includes(id) && (
              <span className={styles.mark}>
                <Icon name="check" />
                {m.oldKey}
              </span>
            )}
            {newKey?.includes(id) && (
              <span className={clsx(styles.mark, styles.now)}>
                <Icon name="check" />
                {m.newKey}
              </span>
            )}
          </li>
        ))}
      </ol>
      {newKey === null && <p className={styles.void}>{m.isVoid}</p>}
    </div>
  )
}
