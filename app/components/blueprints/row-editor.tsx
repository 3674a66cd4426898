import type { RowDraft } from '#app/domain/blueprint-draft.ts'
import type { DraftFaults } from '#app/domain/judge-blueprint.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { LawField } from '#app/services/blueprints/read-blueprint.ts'
import { Button } from '#app/ui/button.tsx'
import { FieldError } from '#app/ui/field-error.tsx'

import styles from './blueprint-form.module.css'
import { LawPicker } from './law-picker.tsx'

type RowEditorProps = {
  part: number
  row: number
  draft: RowDraft
  isCase: boolean
  /** The last row of a part cannot be removed. */
  isOnly: boolean
  faults: DraftFaults
  lawFields: readonly LawField[]
}

/** How many columns of a part's table there are beside that of the items of a case. */
const columns = 6

/** One row of a part: how many questions, from where. Its laws stand in a line of their own below it. */
export function RowEditor({ part, row, draft, isCase, isOnly, faults, lawFields }: RowEditorProps) {
  const m = useMessages(blueprintMessages)
  const at = `p${part}.r${row}`
  const name = m.rowName(part + 1, row + 1)
  const words = m.form.rowColumns
  const error = (field: string) => {
    const fault = faults[`${at}.${field}`]
    return fault && m.faults[fault]
  }
  const countError = error('count') ?? error('questions')
  return (
    <>
      <tr>
        <th scope="row">{row + 1}</th>
        <td>
          <select
            name={`${at}.stock`}
            aria-label={`${name} ${words.stock}`}
            defaultValue={draft.stock}
            className={styles.control}
          >
            <option value="">{m.any}</option>
            <option value="common">{m.stocks.common}</option>
            <option value="own">{m.stocks.own}</option>
          </select>
        </td>
        <td>
          <NumberInput
            name={`${at}.count`}
            label={`${name} ${isCase ? words.cases : words.count}`}
            value={draft.count}
            isWrong={error('count') !== undefined}
          />
        </td>
        {isCase && (
          <td>
            <NumberInput
              name={`${at}.questions`}
              label={`${name} ${words.questions}`}
              value={draft.questions}
              isWrong={error('questions') !== undefined}
            />
          </td>
        )}
        <td>
          <Difficulties at={at} name={name} chosen={draft.difficulties} />
        </td>
        <td>
          <input
            name={`${at}.topics`}
            aria-label={`${name} ${words.topics}`}
            aria-invalid={error('topics') ? true : undefined}
            defaultValue={draft.topics}
            autoComplete="off"
            className={styles.control}
          />
        </td>
        <td>
          {!isOnly && (
            <Button
              size="small"
              variant="quiet"
              name="intent"
              value={`remove-row ${part} ${row}`}
              aria-label={m.actFor(m.form.removeRow, name)}
            >
              {m.form.removeRow}
            </Button>
          )}
        </td>
      </tr>
      <tr className={styles.lawsRow}>
        <td />
        <td colSpan={columns - 1 + (isCase ? 1 : 0)}>
          <FieldError error={countError} />
          <FieldError error={error('topics')} />
          <LawPicker at={at} row={name} draft={draft} lawFields={lawFields} error={error('laws')} />
        </td>
      </tr>
    </>
  )
}

type NumberInputProps = { name: string; label: string; value: string; isWrong: boolean }

/** A small field for a whole number, named by its table. */
function NumberInput({ name, label, value, isWrong }: NumberInputProps) {
  return (
    <input
      id={name}
      name={name}
      aria-label={label}
      aria-invalid={isWrong ? true : undefined}
      inputMode="numeric"
      autoComplete="off"
      defaultValue={value}
      className={styles.number}
    />
  )
}

function Difficulties({ at, name, chosen }: { at: string; name: string; chosen: RowDraft['difficulties'] }) {
  const m = useMessages(blueprintMessages)
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.unseen}>{`${name} ${m.form.rowColumns.difficulty}`}</legend>
      {(['easy', 'medium', 'hard'] as const).map((difficulty) => (
        <label key={difficulty} className={styles.law}>
          <input
            type="checkbox"
            name={`${at}.difficulty`}
            value={difficulty}
            defaultChecked={chosen.includes(difficulty)}
          />
          {m.difficulties[difficulty]}
        </label>
      ))}
    </fieldset>
  )
}
