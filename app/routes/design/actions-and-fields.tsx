import { designMessages } from '#app/i18n/design.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { RadioGroup } from '#app/ui/radio-group.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './design.module.css'

export function ActionsAndFields() {
  const m = useMessages(designMessages)
  return (
    <>
      <Panel title={m.sections.actions}>
        <div className={styles.row}>
          <Button variant="primary">{m.buttons.primary}</Button>
          <Button>{m.buttons.secondary}</Button>
          <Button variant="quiet">{m.buttons.quiet}</Button>
          <Button variant="danger">{m.buttons.danger}</Button>
          <Button variant="primary" busy>
            {m.buttons.busy}
          </Button>
          <Button disabled>{m.buttons.disabled}</Button>
        </div>
        <div className={styles.row}>
          <Button variant="primary" size="large" icon="arrow-right">
            {m.buttons.large}
          </Button>
          <LinkButton to="/design">{m.buttons.link}</LinkButton>
          <Button size="small">{m.buttons.small}</Button>
        </div>
      </Panel>
      <Panel title={m.sections.fields}>
        <div className={styles.pair}>
          <div className={styles.stack}>
            <TextField label={m.form.name} name="name" autoComplete="off" defaultValue={m.person.name} />
            <TextField
              label={m.form.idNumber}
              name="idNumber"
              autoComplete="off"
              hint={m.form.idHint}
              error={m.form.idError}
              defaultValue="43010419710912031"
            />
            <SelectField label={m.form.unit} name="unit">
              {m.form.units.split('|').map((unit) => (
                <option key={unit}>{unit}</option>
              ))}
            </SelectField>
          </div>
          <div className={styles.stack}>
            <TextAreaField label={m.form.reason} name="reason" hint={m.form.reasonHint} rows={3} optional />
            <RadioGroup
              legend={m.form.scoring}
              name="scoring"
              defaultValue="all"
              options={[
                { value: 'all', label: m.form.scorings.all },
                { value: 'half', label: m.form.scorings.half, hint: m.form.scorings.halfHint },
              ]}
            />
            <Checkbox label={m.form.agree} hint={m.form.agreeHint} name="agree" />
          </div>
        </div>
      </Panel>
    </>
  )
}
