import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './field-error.module.css'
import { Icon } from './icon.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

/** A sentence, or the list of a conform field (`field.errors`) as it is. */
export type ErrorWords = string | string[] | null | undefined

/** The error of a field in one line of text; empty when there is none. */
export function errorText(error: ErrorWords): string {
  return Array.isArray(error) ? error.join(' ') : (error ?? '')
}

/** What to correct, under the control it belongs to. */
export function FieldError({ id, error }: { id?: string; error: ErrorWords }) {
  const m = useMessages(uiMessages)
  const text = errorText(error)
  if (!text) return null
  return (
    <p id={id} className={styles.error}>
      <Icon name="danger" />
      <span>
        <VisuallyHidden>{m.errorPrefix}</VisuallyHidden>
        {text}
      </span>
    </p>
  )
}
