import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './skeleton.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

/** Stands where lines of a late part will come, so that the page does not jump. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const m = useMessages(uiMessages)
  return (
    <div className={styles.skeleton} role="status">
      <VisuallyHidden>{m.loading}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles.line} aria-hidden="true" />
      ))}
    </div>
  )
}
