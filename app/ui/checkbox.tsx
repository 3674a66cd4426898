import { clsx } from 'clsx'
import { useId, type InputHTMLAttributes, type ReactNode } from 'react'

import styles from './choice.module.css'
import { errorText, FieldError, type ErrorWords } from './field-error.tsx'

type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  label: ReactNode
  hint?: ReactNode
  error?: ErrorWords
}

/** A box to tick, with a target as large as its words. */
export function Checkbox({ label, hint, error, className, id: givenId, ...input }: CheckboxProps) {
  const ownId = useId()
  const id = givenId ?? ownId
  const wrong = errorText(error) !== ''
  return (
    <div className={className}>
      <label className={styles.choice} htmlFor={id}>
        <input
          {...input}
          id={id}
          type="checkbox"
          className={clsx(styles.box)}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={clsx(hint && `${id}-hint`, wrong && `${id}-error`) || undefined}
        />
        <span>
          {label}
          {hint && (
            <span id={`${id}-hint`} className={styles.hint}>
              {hint}
            </span>
          )}
        </span>
      </label>
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}
