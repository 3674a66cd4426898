import { useEffect, useRef, type ReactNode } from 'react'

import styles from './account.module.css'

type AccountFormProps = {
  /** The name of the field to begin with. */
  focus: string
  children: ReactNode
}

/**
 * A form of this area. It loads a new document, with scripts or without: on a computer that many share, nothing of
 * the page before stays in memory.
 */
export function AccountForm({ focus, children }: AccountFormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const field = form.current?.elements.namedItem(focus)
    // Whoever was quicker than the script stays where they are.
    const untouched = document.activeElement === null || document.activeElement === document.body
    if (field instanceof HTMLElement && untouched) field.focus()
  }, [focus])
  return (
    <form ref={form} method="post" className={styles.form}>
      {children}
    </form>
  )
}

/** A line under a form: another way to go. */
export function FormAside({ children }: { children: ReactNode }) {
  return <p className={styles.aside}>{children}</p>
}
