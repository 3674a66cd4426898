import { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionView } from '#app/services/questions/read-question.ts'
import { LinkButton } from '#app/ui/link-button.tsx'

import styles from './question.module.css'

/** What waits before and after this question, for a reviewer who goes through them. */
export function QueueBar({ queue }: { queue: NonNullable<QuestionView['queue']> }) {
  const m = useMessages(bankQuestionMessages)
  return (
    <nav aria-label={m.queue} className={styles.queue}>
      <span>{m.queueWaiting(queue.waiting)}</span>
      {queue.previous && (
        <LinkButton to={`/bank/${queue.previous.questionId}`} size="small" icon="chevron-left" rel="prev">
          {m.previous(queue.previous.code)}
        </LinkButton>
      )}
      {queue.next && (
        <LinkButton to={`/bank/${queue.next.questionId}`} size="small" icon="chevron-right" rel="next">
          {m.next(queue.next.code)}
        </LinkButton>
      )}
    </nav>
  )
}
