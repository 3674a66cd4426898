import type { TextareaHTMLAttributes } from 'react'

import { Field, type FieldWords } from './field.tsx'

type TextAreaFieldProps = FieldWords & TextareaHTMLAttributes<HTMLTextAreaElement>

/** A field of several lines. */
export function TextAreaField({ label, hint, error, optional, id, className, ...area }: TextAreaFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, id, className }}>
      {(control) => <textarea rows={4} required={!optional && !area.readOnly} {...area} {...control} />}
    </Field>
  )
}
