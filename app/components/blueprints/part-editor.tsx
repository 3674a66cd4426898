import { type DraftTotals, mostRows, type PartDraft, pointsText } from '#app/domain/blueprint-draft.ts'
import type { DraftFaults } from '#app/domain/judge-blueprint.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { LawField } from '#app/services/blueprints/read-blueprint.ts'
import { Button } from '#app/ui/button.tsx'
import { FieldError } from '#app/ui/field-error.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './blueprint-form.module.css'
import { RowEditor } from './row-editor.tsx'

type PartEditorProps = {
  index: number
  draft: PartDraft
  /** The last part cannot be removed. */
  isOnly: boolean
  totals: DraftTotals['parts'][number] | undefined
  faults: DraftFaults
  lawFields: readonly LawField[]
}

/** A part of the paper: its kind of question and marks, and a table of what its questions are drawn from. */
export function PartEditor({ index, draft, isOnly, totals, faults, lawFields }: PartEditorProps) {
  const m = useMessages(blueprintMessages)
  const at = `p${index}`
  const name = m.partName(index + 1)
  const error = (field: string) => {
    const fault = faults[`${at}.${field}`]
    return fault && m.faults[fault]
  }
  return (
    <Panel title={name} actions={<PartActs index={index} name={name} isOnly={isOnly} />}>
      <div className={styles.head}>
        <SelectField
          id={`${at}.kind`}
          className={styles.kind}
          label={m.form.kind}
          name={`${at}.kind`}
          defaultValue={draft.kind}
        >
          {(['single', 'multiple', 'true-false', 'case'] as const).map((kind) => (
            <option key={kind} value={kind}>
              {m.kinds[kind]}
            </option>
          ))}
        </SelectField>
        <TextField
          className={styles.short}
          label={m.form.points}
          name={`${at}.points`}
          inputMode="decimal"
          autoComplete="off"
          defaultValue={draft.points}
          error={error('points')}
        />
        <Mix at={at} mix={draft.mix} error={error('mix')} />
        {totals && (
          <p className={styles.subtotal} aria-live="polite">
            {m.form.subtotal} {m.itemsPoints(totals.items, pointsText(totals.marks))}
          </p>
        )}
      </div>
      <Rows index={index} draft={draft} faults={faults} lawFields={lawFields} />
      {draft.rows.length < mostRows && (
        <div>
          <Button size="small" id={`${at}.add`} name="intent" value={`add-row ${index}`}>
            {m.form.addRow}
          </Button>
        </div>
      )}
    </Panel>
  )
}

function PartActs({ index, name, isOnly }: { index: number; name: string; isOnly: boolean }) {
  const m = useMessages(blueprintMessages)
  const { raisePart, removePart } = m.form
  return (
    <>
      {index > 0 && (
        <Button
          size="small"
          name="intent"
          value={`raise-part ${index}`}
          aria-label={m.actFor(raisePart, name)}
        >
          {raisePart}
        </Button>
      )}
      {!isOnly && (
        <Button
          size="small"
          name="intent"
          value={`remove-part ${index}`}
          aria-label={m.actFor(removePart, name)}
        >
          {removePart}
        </Button>
      )}
    </>
  )
}

function Mix({ at, mix, error }: { at: string; mix: PartDraft['mix']; error: string | undefined }) {
  const m = useMessages(blueprintMessages)
  return (
    <fieldset className={styles.mix}>
      <legend className={styles.legend}>{m.form.mix}</legend>
      <p className={styles.hint}>{m.form.mixHint}</p>
      <div className={styles.mixFields}>
        {(['easy', 'medium', 'hard'] as const).map((difficulty, index) => (
          <span key={difficulty} className={styles.mixField}>
            {index > 0 && <span aria-hidden="true">:</span>}
            <input
              name={`${at}.${difficulty}`}
              aria-label={m.form.mixWeight(m.difficulties[difficulty])}
              aria-invalid={error ? true : undefined}
              inputMode="numeric"
              autoComplete="off"
              defaultValue={mix[difficulty]}
              className={styles.number}
            />
          </span>
        ))}
      </div>
      <FieldError error={error} />
    </fieldset>
  )
}

function Rows({ index, draft, faults, lawFields }: Omit<PartEditorProps, 'isOnly' | 'totals'>) {
  const m = useMessages(blueprintMessages)
  const words = m.form.rowColumns
  const isCase = draft.kind === 'case'
  return (
    <div className={styles.frame}>
      <table className={styles.rows}>
        <caption className={styles.unseen}>{m.form.rowsCaption(index + 1)}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.numberColumn}>
              {words.row}
            </th>
            <th scope="col" className={styles.stockColumn}>
              {words.stock}
            </th>
            <th scope="col" className={styles.countColumn}>
              {isCase ? words.cases : words.count}
            </th>
            {isCase && (
              <th scope="col" className={styles.countColumn}>
                {words.questions}
              </th>
            )}
            <th scope="col" className={styles.difficultyColumn}>
              {words.difficulty}
            </th>
            <th scope="col">{words.topics}</th>
            <th scope="col" className={styles.actColumn}>
              {words.act}
            </th>
          </tr>
        </thead>
        <tbody>
          {draft.rows.map((row, place) => (
            <RowEditor
              key={place}
              part={index}
              row={place}
              draft={row}
              isCase={isCase}
              isOnly={draft.rows.length === 1}
              faults={faults}
              lawFields={lawFields}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
