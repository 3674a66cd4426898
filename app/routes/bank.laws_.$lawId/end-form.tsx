import { Form, useNavigation } from '@remix-run/react'

import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { LawVersionView } from '#app/services/laws/read-law.ts'
import type { LawEndRefusal } from '#app/services/laws/set-law-end.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './law.module.css'

type EndFormProps = {
  versions: readonly LawVersionView[]
  current: LawVersionView | null
  answer: {
    said: { version: string; effectiveTo: string; reason: string }
    refusal: Exclude<LawEndRefusal, 'not-found'>
  } | null
}

/** Repeal, or the correction of a last day. */
export function EndForm({ versions, current, answer }: EndFormProps) {
  const m = useMessages(lawMessages).law
  const { state } = useNavigation()
  const said = answer?.said ?? {
    version: current?.version,
    effectiveTo: current?.effectiveTo ?? '',
    reason: '',
  }
  return (
    <Panel title={m.end}>
      <p>{m.endWhy}</p>
      <Form method="post" noValidate className={styles.form} key={current?.version}>
        {answer && (
          <Notice tone="danger" role="alert">
            {m.endRefusals[answer.refusal]}
          </Notice>
        )}
        <div className={styles.fields}>
          <SelectField label={m.endVersion} name="version" defaultValue={said.version}>
            {versions.map(({ version }) => (
              <option key={version} value={version}>
                {version}
              </option>
            ))}
          </SelectField>
          <TextField
            label={m.lastDay}
            hint={m.lastDayHint}
            name="effectiveTo"
            type="date"
            defaultValue={said.effectiveTo}
            required={false}
          />
          <TextField
            className={styles.reason}
            label={m.reason}
            hint={m.reasonHint}
            name="reason"
            defaultValue={said.reason}
          />
        </div>
        <div>
          <Button busy={state === 'submitting'}>{m.setEnd}</Button>
        </div>
      </Form>
    </Panel>
  )
}
