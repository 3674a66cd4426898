import { Form, useNavigation } from '@remix-run/react'

import { centreMessages } from '#app/i18n/centre.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { StaffMember } from '#app/services/centres/staff-of-sitting.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'

import styles from './add-staff.module.css'

/** Chooses one more proctor or inspector. */
export function AddStaff({ assignable }: { assignable: readonly StaffMember[] }) {
  const m = useMessages(centreMessages).staff
  const { formData } = useNavigation()
  return (
    <Panel title={m.addTitle}>
      <p>{m.lead}</p>
      {assignable.length === 0 ? (
        <p>{m.none}</p>
      ) : (
        <Form method="post" className={styles.form}>
          <SelectField className={styles.choice} label={m.choose} hint={m.chooseHint} name="staff">
            {(['proctor', 'inspector'] as const).map((group) => (
              <optgroup key={group} label={m.roles[group]}>
                {assignable
                  .filter(({ role }) => role === group)
                  .map(({ accountId, role, name, login }) => (
                    <option key={`${role} ${accountId}`} value={`${role} ${accountId}`}>
                      {m.person(name, login)}
                    </option>
                  ))}
              </optgroup>
            ))}
          </SelectField>
          <Button variant="primary" name="intent" value="add" busy={formData?.get('intent') === 'add'}>
            {m.add}
          </Button>
        </Form>
      )}
    </Panel>
  )
}
