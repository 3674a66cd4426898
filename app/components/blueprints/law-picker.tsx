import { clsx } from 'clsx'

import type { RowDraft } from '#app/domain/blueprint-draft.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { LawField } from '#app/services/blueprints/read-blueprint.ts'
import { FieldError } from '#app/ui/field-error.tsx'

import styles from './blueprint-form.module.css'
import { useFieldName } from './blueprint-words.ts'

type LawPickerProps = {
  /** Of the row's fields: `p0.r1`. */
  at: string
  /** What the row is called, for screen readers. */
  row: string
  draft: Pick<RowDraft, 'laws' | 'fields'>
  lawFields: readonly LawField[]
  error: string | undefined
}

const namedAtMost = 4

/** The laws and branches of law that a row is narrowed to: closed it says which, opened it lets choose. */
export function LawPicker({ at, row, draft, lawFields, error }: LawPickerProps) {
  const m = useMessages(blueprintMessages)
  const fieldName = useFieldName()
  const isChosen = draft.laws.length + draft.fields.length > 0
  return (
    <details className={styles.laws} open={error !== undefined}>
      <summary className={styles.lawsSummary}>
        <span className={styles.lawsTitle}>{m.form.laws}</span>{' '}
        <span className={clsx(!isChosen && styles.soft)}>
          <Chosen draft={draft} lawFields={lawFields} />
        </span>
      </summary>
      <fieldset className={styles.lawsBody}>
        <legend className={styles.unseen}>{`${row} ${m.form.laws}`}</legend>
        <p className={styles.hint}>{m.form.lawsHint}</p>
        {lawFields.map(({ name, laws }) => (
          <div key={name} className={styles.field}>
            {name === '' ? (
              <span className={styles.fieldName}>{m.noField}</span>
            ) : (
              <label
                className={clsx(styles.law, styles.fieldName)}
                lang={fieldName(name).isChinese ? 'zh-CN' : undefined}
              >
                <input
                  type="checkbox"
                  name={`${at}.field`}
                  value={name}
                  defaultChecked={draft.fields.includes(name)}
                />
                {m.form.wholeField(fieldName(name).text)}
              </label>
            )}
            <div className={styles.lawList}>
              {laws.map(({ id, short }) => (
                <label key={id} className={styles.law} lang="zh-CN">
                  <input
                    type="checkbox"
                    name={`${at}.law`}
                    value={id}
                    defaultChecked={draft.laws.includes(id)}
                  />
                  {short}
                </label>
              ))}
            </div>
          </div>
        ))}
        <FieldError error={error} />
      </fieldset>
    </details>
  )
}

function Chosen({ draft, lawFields }: Pick<LawPickerProps, 'draft' | 'lawFields'>) {
  const m = useMessages(blueprintMessages)
  const fieldName = useFieldName()
  const shorts = new Map(lawFields.flatMap(({ laws }) => laws.map(({ id, short }) => [id, short])))
  const names = [
    ...draft.fields.map((field) => m.form.wholeField(fieldName(field).text)),
    ...draft.laws.map((id) => shorts.get(id) ?? id),
  ]
  if (names.length === 0) return <>{m.form.lawsAny}</>
  const first = names.slice(0, namedAtMost).join(m.joiner)
  const isChinese = draft.laws.length > 0 || draft.fields.some((field) => fieldName(field).isChinese)
  return <span lang={isChinese ? 'zh-CN' : undefined}>{m.form.lawsSome(first, names.length)}</span>
}
