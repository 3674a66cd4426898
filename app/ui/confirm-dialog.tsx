import type { ReactNode } from 'react'

import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

type ConfirmDialogProps = {
  open: boolean
  onClose: () => void
  onConfirm: () => void
  /** The question, naming what will happen: 「现在交卷吗？」. */
  title: ReactNode
  /** What follows from it, and whether it can be undone. */
  children: ReactNode
  /** The verb of the question, never just "OK": 「交卷」. */
  confirmLabel: ReactNode
  cancelLabel?: ReactNode
  danger?: boolean
  busy?: boolean
}

/** Asks before something with consequences. The safe answer comes first and has the focus. */
export function ConfirmDialog({ open, onClose, onConfirm, children, ...words }: ConfirmDialogProps) {
  const m = useMessages(uiMessages)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={words.title}
      footer={
        <>
          <Button type="button" data-autofocus onClick={onClose}>
            {words.cancelLabel ?? m.cancel}
          </Button>
          <Button
            type="button"
            variant={words.danger ? 'danger' : 'primary'}
            busy={words.busy ?? false}
            onClick={onConfirm}
          >
            {words.confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
