import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { RadioGroup } from '#app/ui/radio-group.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import type { ActField, ActValues } from './acts.ts'

type ActFieldsProps = {
  fields: ActField[]
  values: ActValues
  onChange: (values: ActValues) => void
}

/** What people record; what the system notes itself is not among them. */
const incidentKinds = [
  'talking',
  'materials',
  'phone',
  'leaving',
  'impersonation',
  'disorder',
  'device',
  'network',
  'illness',
  'other',
] as const
const tiers = ['ordinary', 'serious', 'very-serious'] as const

const MAX_MINUTES = 120
const MAX_WORDS = 500

/** What an act asks for. The first field has the focus. */
export function ActFields({ fields, values, onChange }: ActFieldsProps) {
  const m = useMessages(proctoringMessages)
  const set = (changed: Partial<ActValues>) => onChange({ ...values, ...changed })
  const first = fields[0]
  const asksReason = fields.includes('reason') || fields.includes('optional-reason')
  return (
    <>
      {fields.includes('minutes') && (
        <TextField
          data-autofocus
          label={m.fields.minutes}
          type="number"
          min={1}
          max={MAX_MINUTES}
          value={values.minutes}
          onChange={(event) => set({ minutes: event.currentTarget.valueAsNumber || 0 })}
        />
      )}
      {fields.includes('text') && (
        <TextAreaField
          data-autofocus
          label={m.fields.text}
          maxLength={MAX_WORDS}
          value={values.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
      )}
      {fields.includes('incident') && <IncidentFields values={values} set={set} />}
      {asksReason && (
        <TextAreaField
          {...(first === 'minutes' ? {} : { 'data-autofocus': true })}
          label={m.fields.reason}
          hint={m.fields.reasonHint}
          optional={fields.includes('optional-reason')}
          minLength={2}
          maxLength={MAX_WORDS}
          rows={3}
          value={values.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      )}
    </>
  )
}

function IncidentFields({ values, set }: { values: ActValues; set: (changed: Partial<ActValues>) => void }) {
  const m = useMessages(proctoringMessages)
  return (
    <>
      <SelectField
        data-autofocus
        label={m.fields.kind}
        value={values.kind}
        onChange={(event) => set({ kind: event.currentTarget.value })}
      >
        {incidentKinds.map((kind) => (
          <option key={kind} value={kind}>
            {m.kinds[kind]}
          </option>
        ))}
      </SelectField>
      <RadioGroup
        legend={m.fields.tier}
        name="tier"
        value={values.tier}
        onChange={(tier) => set({ tier })}
        options={tiers.map((tier) => ({ value: tier, label: m.tiers[tier] }))}
      />
      <TextAreaField
        label={m.fields.note}
        minLength={2}
        maxLength={1000}
        value={values.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </>
  )
}
