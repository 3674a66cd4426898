import { useEffect, useId, useRef, type ReactNode } from 'react'

import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './dialog.module.css'
import { Icon } from './icon.tsx'

type DialogProps = {
  open: boolean
  /** Called for Esc, the cross, and `method="dialog"` forms inside. */
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** The buttons, the safe one first. */
  footer?: ReactNode
}

/**
 * A native modal dialog: the browser keeps the focus inside, makes the page behind inert, closes on Esc and
 * gives the focus back to where it was. What carries `data-autofocus` has the focus first.
 */
export function Dialog({ open, onClose, title, children, footer }: DialogProps) {
  const m = useMessages(uiMessages)
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (!element || element.open === open) return
    if (!open) return element.close()
    element.showModal()
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [open])
  useEffect(() => {
    const element = dialog.current
    // The next step of a dialog has taken away the button that had the focus.
    if (!open || !element || element.contains(document.activeElement)) return
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [open, title])
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={titleId} onClose={onClose}>
      {open && (
        <>
          <header className={styles.head}>
            <h2 id={titleId}>{title}</h2>
            <button type="button" className={styles.close} aria-label={m.close} onClick={onClose}>
              <Icon name="close" />
            </button>
          </header>
          <div className={styles.body}>{children}</div>
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </>
      )}
    </dialog>
  )
}
