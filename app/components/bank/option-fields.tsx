import { type ClipboardEvent, useId } from 'react'

import { bankFormMessages } from '#app/i18n/bank-form.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { FieldError } from '#app/ui/field-error.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import { letter } from '#question-bank/question.ts'

import styles from './option-fields.module.css'

const most = 8
const atFirst = 4

type OptionFieldsProps = {
  prefix: string
  options: readonly string[]
  /** Letters of those that stay in their place. */
  pinned: string
  error: string | undefined
  pinnedError: string | undefined
}

/** The options of a choice, one field each, and whether it stays in its place. Works without JavaScript. */
export function OptionFields({ prefix, options, pinned, error, pinnedError }: OptionFieldsProps) {
  const m = useMessages(bankFormMessages)
  const id = useId()
  const field = (index: number) => (
    <OptionField
      key={index}
      {...{ prefix, index }}
      text={options[index] ?? ''}
      isPinned={pinned.includes(letter(index))}
      describedBy={error || pinnedError ? `${id}-error` : undefined}
    />
  )
  const indexes = Array.from({ length: most }, (_, index) => index)
  return (
    <fieldset className={styles.options} onPaste={spread}>
      <legend className={styles.legend}>{m.options}</legend>
      <p className={styles.hint}>{m.optionsHint}</p>
      <p className={styles.hint}>{m.pinnedHint}</p>
      {indexes.slice(0, atFirst).map(field)}
      <details open={options.length > atFirst}>
        <summary>{m.moreOptions}</summary>
        {indexes.slice(atFirst).map(field)}
      </details>
      <FieldError id={`${id}-error`} error={error ?? pinnedError} />
    </fieldset>
  )
}

type OptionFieldProps = {
  prefix: string
  index: number
  text: string
  isPinned: boolean
  describedBy: string | undefined
}

function OptionField({ prefix, index, text, isPinned, describedBy }: OptionFieldProps) {
  const m = useMessages(bankFormMessages)
  const id = useId()
  return (
    <div className={styles.option}>
      <label htmlFor={id} className={styles.letter}>
        <VisuallyHidden>{m.option(letter(index))}</VisuallyHidden>
        <span aria-hidden="true">{letter(index)}</span>
      </label>
      <input
        id={id}
        name={`${prefix}option`}
        className={styles.text}
        defaultValue={text}
        lang="zh-CN"
        autoComplete="off"
        aria-describedby={describedBy}
      />
      <label className={styles.pinned}>
        <input
          type="checkbox"
          name={`${prefix}pinned`}
          value={letter(index)}
          defaultChecked={isPinned}
          className={styles.box}
        />
        <span>
          {m.pinned}
          <VisuallyHidden> {letter(index)}</VisuallyHidden>
        </span>
      </label>
    </div>
  )
}

/** Several lines, as an author copies them from elsewhere, go into the fields from here on, without their letters. */
function spread(event: ClipboardEvent<HTMLFieldSetElement>) {
  const lines = event.clipboardData
    .getData('text')
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*[A-HＡ-Ｈ]\s*[.．、:：)）]\s*/, '').trim())
    .filter((line) => line !== '')
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input:not([type=checkbox])')]
  const first = fields.findIndex((field) => field === event.target)
  if (lines.length < 2 || first < 0) return
  event.preventDefault()
  for (const [index, line] of lines.entries()) {
    const field = fields[first + index]
    if (!field) break
    field.value = line
    field.closest('details')?.setAttribute('open', '')
  }
}
