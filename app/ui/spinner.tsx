import styles from './spinner.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

/** Something is under way. The label is for screen readers; write a sentence beside it when it may take long. */
export function Spinner({ label }: { label: string }) {
  return (
    <span className={styles.spinner}>
      <svg className={styles.ring} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <circle className={styles.track} cx="10" cy="10" r="7.5" />
        <path d="M10 2.5a7.5 7.5 0 017.5 7.5" />
      </svg>
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  )
}
