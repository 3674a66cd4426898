import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'

import styles from './exam-page.module.css'

type MoveBarProps = {
  marked: boolean
  first: boolean
  last: boolean
  onMark: () => void
  onMove: (by: 1 | -1) => void
  onHandIn: () => void
}

/** Back, mark, forward; after the last question, on to handing in. */
export function MoveBar({ marked, first, last, onMark, onMove, onHandIn }: MoveBarProps) {
  const m = useMessages(examMessages)
  return (
    <div className={styles.foot}>
      <Button type="button" icon="chevron-left" aria-disabled={first} onClick={() => onMove(-1)}>
        {m.previous}
      </Button>
      <Button type="button" icon="flag" aria-pressed={marked} onClick={onMark}>
        {marked ? m.unmark : m.mark}
      </Button>
      {last ? (
        <Button type="button" variant="primary" onClick={onHandIn}>
          {m.last}
        </Button>
      ) : (
        <Button type="button" variant="primary" icon="arrow-right" onClick={() => onMove(1)}>
          {m.next}
        </Button>
      )}
    </div>
  )
}
