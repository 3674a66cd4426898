import { clsx } from 'clsx'
import { useId, type ReactNode } from 'react'

import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import { errorText, FieldError, type ErrorWords } from './field-error.tsx'
import styles from './field.module.css'

/** What every field takes. */
export type FieldWords = {
  label: ReactNode
  hint?: ReactNode
  error?: ErrorWords
  /** Marks a field one may leave empty. Fields are required unless they say this. */
  optional?: boolean
}

/** What the control inside a field must carry, so that label, hint and error belong to it. */
export type ControlProps = {
  id: string
  className: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

type FieldProps = FieldWords & {
  id?: string
  className?: string
  children: (control: ControlProps) => ReactNode
}

/**
 * A label, a hint above the control, the control, and the error under it.
 *
 * Use TextField, SelectField or TextAreaField; this one is for controls of your own.
 */
export function Field({
  label,
  hint,
  error,
  optional = false,
  id: givenId,
  className,
  children,
}: FieldProps) {
  const m = useMessages(uiMessages)
  const ownId = useId()
  const id = givenId ?? ownId
  const wrong = errorText(error) !== ''
  const describedBy = clsx(hint && `${id}-hint`, wrong && `${id}-error`)

  return (
    <div className={clsx(styles.field, wrong && styles.wrong, className)}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}>{m.optional}</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {children({
        id,
        className: clsx(styles.control),
        'aria-describedby': describedBy || undefined,
        'aria-invalid': wrong ? true : undefined,
      })}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}
