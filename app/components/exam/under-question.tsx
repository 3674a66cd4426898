import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'

import styles from './exam-page.module.css'
import type { Ledger } from './outbox/ledger.ts'
import { OwnTruth } from './save-line.tsx'

type UnderQuestionProps = {
  itemId: string
  ledger: Ledger
  lineBroken: boolean
  answered: boolean
  onClear: () => void
}

/** Whether this answer is saved, and the way to take it back. */
export function UnderQuestion({ itemId, ledger, lineBroken, answered, onClear }: UnderQuestionProps) {
  const m = useMessages(examMessages)
  return (
    <div className={styles.under}>
      <OwnTruth ledger={ledger} itemId={itemId} lineBroken={lineBroken} />
      {answered && (
        <Button type="button" variant="quiet" size="small" onClick={onClear}>
          {m.clear}
        </Button>
      )}
    </div>
  )
}
