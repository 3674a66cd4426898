import { DisplaySettings } from '#app/components/shell/display-settings.tsx'
import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'

import styles from './exam-page.module.css'
import type { ExamState } from './exam-state.ts'
import { ExamTime } from './exam-time.tsx'
import { KeyboardHelp } from './keyboard-help.tsx'

type ExamToolsProps = {
  state: ExamState
  answering: boolean
  singleKeys: boolean
  onSingleKeys: (on: boolean) => void
  onHandIn: () => void
}

/** What stands at the right of the exam's bar: keys, display, clock, hand in. */
export function ExamTools({ state, answering, singleKeys, onSingleKeys, onHandIn }: ExamToolsProps) {
  const m = useMessages(examMessages)
  if (!answering || !state.clock) return <DisplaySettings />
  return (
    <>
      <KeyboardHelp singleKeys={singleKeys} onSingleKeys={onSingleKeys} />
      <DisplaySettings />
      <ExamTime clock={state.clock} spokenMinutes={state.spokenMinutes} />
      <Button type="button" className={styles.handIn} onClick={onHandIn}>
        {m.handIn.button}
      </Button>
    </>
  )
}
