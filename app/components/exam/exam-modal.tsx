import { type ReactNode, useEffect, useId, useRef } from 'react'

import styles from './exam-modal.module.css'

type ExamModalProps = {
  title: ReactNode
  children: ReactNode
  footer?: ReactNode
  role?: 'alertdialog' | 'dialog'
}

/**
 * A dialog that the candidate cannot wave away: a pause, a message to confirm. It is there as long as it is rendered;
 * the page behind it is inert.
 */
export function ExamModal({ title, children, footer, role = 'alertdialog' }: ExamModalProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    const show = () => {
      if (!element.open) element.showModal()
      element.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    }
    const stay = (event: Event) => event.preventDefault()
    show()
    element.addEventListener('cancel', stay)
    // Esc pressed twice closes a dialog even so.
    element.addEventListener('close', show)
    return () => {
      element.removeEventListener('cancel', stay)
      element.removeEventListener('close', show)
      element.close()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      role={role}
      className={styles.modal}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body`}
    >
      <h2
        id={`${id}-title`}
        tabIndex={-1}
        data-autofocus={footer ? undefined : true}
        className={styles.title}
      >
        {title}
      </h2>
      <div id={`${id}-body`} className={styles.body}>
        {children}
      </div>
      {footer && <div className={styles.footer}>{footer}</div>}
    </dialog>
  )
}
