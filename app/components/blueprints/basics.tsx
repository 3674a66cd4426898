import type { BlueprintDraft } from '#app/domain/blueprint-draft.ts'
import type { DraftFaults } from '#app/domain/judge-blueprint.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { FieldError } from '#app/ui/field-error.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './blueprint-form.module.css'

type BasicsProps = { draft: BlueprintDraft; faults: DraftFaults }

/** Name, time, pass mark, readers and the limit of exposure. */
export function Basics({ draft, faults }: BasicsProps) {
  const m = useMessages(blueprintMessages)
  const error = (field: string) => {
    const fault = faults[field]
    return fault && m.faults[fault]
  }
  return (
    <Panel title={m.form.basics}>
      <div className={styles.pair}>
        <TextField
          label={m.form.nameZh}
          name="nameZh"
          maxLength={60}
          autoComplete="off"
          defaultValue={draft.nameZh}
          error={error('nameZh')}
        />
        <TextField
          label={m.form.nameEn}
          hint={m.form.nameEnHint}
          name="nameEn"
          maxLength={120}
          autoComplete="off"
          optional
          defaultValue={draft.nameEn}
          error={error('nameEn')}
        />
      </div>
      <div className={styles.head}>
        <TextField
          className={styles.short}
          label={m.form.minutes}
          name="minutes"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={draft.minutes}
          error={error('minutes')}
        />
        <TextField
          className={styles.short}
          label={m.form.pass}
          name="passPoints"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={draft.passPoints}
          error={error('passPoints')}
        />
        <SelectField
          className={styles.kind}
          label={m.form.audience}
          name="audience"
          defaultValue={draft.audience}
          required={false}
        >
          <option value="">{m.form.everybody}</option>
          {(['leaders', 'general', 'enforcement'] as const).map((audience) => (
            <option key={audience} value={audience}>
              {m.audiences[audience]}
            </option>
          ))}
        </SelectField>
        <Exposure draft={draft} error={error('exposure')} />
      </div>
      <p className={styles.hint}>{m.form.audienceHint}</p>
      <p className={styles.hint}>{m.form.ownHint}</p>
    </Panel>
  )
}

/** A sentence with two gaps: within so many days, in more than so many papers. */
function Exposure({ draft, error }: { draft: BlueprintDraft; error: string | undefined }) {
  const m = useMessages(blueprintMessages).form
  const number = (name: 'exposureDays' | 'exposurePapers', label: string) => (
    <input
      name={name}
      aria-label={`${m.exposure} ${label}`}
      aria-invalid={error ? true : undefined}
      inputMode="numeric"
      autoComplete="off"
      defaultValue={draft[name]}
      className={styles.number}
    />
  )
  return (
    <fieldset className={styles.mix}>
      <legend className={styles.legend}>{m.exposure}</legend>
      <p className={styles.hint}>{m.exposureHint}</p>
      <p className={styles.sentence}>
        {m.exposureBefore} {number('exposureDays', m.exposureDays)} {m.exposureDays} {m.exposureBetween}{' '}
        {number('exposurePapers', m.exposurePapers)} {m.exposurePapers}
        {m.exposureAfter}
      </p>
      <FieldError error={error} />
    </fieldset>
  )
}
