import { useState } from 'react'

import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Dialog } from '#app/ui/dialog.tsx'

import styles from './exam-page.module.css'

type KeyboardHelpProps = { singleKeys: boolean; onSingleKeys: (on: boolean) => void }

/** What the keys do, and the switch for single letters. */
export function KeyboardHelp({ singleKeys, onSingleKeys }: KeyboardHelpProps) {
  const m = useMessages(examMessages).keys
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <button type="button" className={styles.tool} onClick={() => setOpen(true)}>
        {m.open}
      </button>
      <Dialog
        open={open}
        onClose={close}
        title={m.title}
        footer={
          <Button type="button" data-autofocus onClick={close}>
            {m.close}
          </Button>
        }
      >
        <ul>
          <li>{m.choose}</li>
          <li>{m.move}</li>
          <li>{m.mark}</li>
          <li>{m.grid}</li>
        </ul>
        <Checkbox
          label={m.toggle}
          checked={singleKeys}
          onChange={(event) => onSingleKeys(event.target.checked)}
        />
      </Dialog>
    </>
  )
}
