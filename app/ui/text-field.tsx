import type { InputHTMLAttributes } from 'react'

import { Field, type FieldWords } from './field.tsx'

type TextFieldProps = FieldWords & Omit<InputHTMLAttributes<HTMLInputElement>, 'size'>

/** A field of one line: text, password, number, date, file. */
export function TextField({ label, hint, error, optional, id, className, ...input }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, id, className }}>
      {(control) => <input required={!optional && !input.readOnly} {...input} {...control} />}
    </Field>
  )
}
