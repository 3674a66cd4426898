import { useState } from 'react'

import { DisplaySettings } from '#app/components/shell/display-settings.tsx'
import { ExamBar } from '#app/components/shell/exam-bar.tsx'
import { designMessages } from '#app/i18n/design.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { ConfirmDialog } from '#app/ui/confirm-dialog.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { useToast } from '#app/ui/toast.tsx'

import styles from './design.module.css'

export function Dialogs() {
  const m = useMessages(designMessages)
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <Panel title={m.sections.dialogs}>
        <div className={styles.row}>
          <Button type="button" onClick={() => setAsking(true)}>
            {m.dialog.open}
          </Button>
          <Button type="button" onClick={() => toast(m.dialog.said)}>
            {m.dialog.toast}
          </Button>
        </div>
        <ConfirmDialog
          open={asking}
          onClose={close}
          onConfirm={close}
          title={m.dialog.title}
          confirmLabel={m.dialog.confirm}
          cancelLabel={m.dialog.cancel}
        >
          {m.dialog.body}
        </ConfirmDialog>
      </Panel>
      <div className={styles.exam}>
        <ExamBar title={m.exam.title} who={m.exam.who} level={2}>
          <DisplaySettings />
          <span className={styles.clock}>{m.exam.clock}</span>
          <Button type="button">{m.exam.handIn}</Button>
        </ExamBar>
      </div>
    </>
  )
}
