import type { ReactNode } from 'react'

import styles from './choice.module.css'
import { FieldError, type ErrorWords } from './field-error.tsx'

type RadioGroupProps = {
  legend: ReactNode
  name: string
  options: readonly { value: string; label: ReactNode; hint?: ReactNode }[]
  /** The choice of an uncontrolled group. */
  defaultValue?: string | undefined
  value?: string
  onChange?: (value: string) => void
  error?: ErrorWords
}

/** A choice among a few, all of them seen at once. */
export function RadioGroup({ legend, name, options, defaultValue, value, onChange, error }: RadioGroupProps) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.choice}>
          <input
            type="radio"
            className={styles.box}
            name={name}
            value={option.value}
            defaultChecked={defaultValue === undefined ? undefined : defaultValue === option.value}
            checked={value === undefined ? undefined : value === option.value}
            onChange={onChange && (() => onChange(option.value))}
          />
          <span>
            {option.label}
            {option.hint && <span className={styles.hint}>{option.hint}</span>}
          </span>
        </label>
      ))}
      <FieldError error={error} />
    </fieldset>
  )
}
