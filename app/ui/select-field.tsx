import { clsx } from 'clsx'
import type { SelectHTMLAttributes } from 'react'

import { Field, type FieldWords } from './field.tsx'
import styles from './select-field.module.css'

type SelectFieldProps = FieldWords & SelectHTMLAttributes<HTMLSelectElement>

/** A choice from a list; give it `<option>`s. Under five choices, prefer RadioGroup: all are seen at once. */
export function SelectField({
  label,
  hint,
  error,
  optional,
  id,
  className,
  children,
  ...select
}: SelectFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, id, className }}>
      {(control) => (
        <select
          required={!optional}
          {...select}
          {...control}
          className={clsx(control.className, styles.select)}
        >
          {children}
        </select>
      )}
    </Field>
  )
}
