import { Form, useNavigation } from '@remix-run/react'

import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './bank.module.css'

/** Why nothing of a batch was approved; `code`: the question it is about. */
export type BatchRefusal = { refusal: keyof (typeof bankMessages)['en']['batch']['refusals']; code: string }

type ApproveBatchFormProps = { id: string; refused: BatchRefusal | null }

/** Approves what is ticked in the table above, in one act. */
export function ApproveBatchForm({ id, refused }: ApproveBatchFormProps) {
  const m = useMessages(bankMessages).batch
  const { state } = useNavigation()
  return (
    <Panel title={m.title}>
      <Form method="post" id={id} className={styles.batch} noValidate>
        <p>{m.lead}</p>
        {refused && (
          <Notice tone="danger" role="alert">
            {sayRefusal(m, refused)}
          </Notice>
        )}
        <TextField label={m.comment} hint={m.commentHint} name="comment" optional lang="" maxLength={2000} />
        <div>
          <Button variant="primary" icon="check" busy={state === 'submitting'}>
            {m.approve}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

function sayRefusal(m: (typeof bankMessages)['en']['batch'], { refusal, code }: BatchRefusal): string {
  const words = m.refusals[refusal]
  return typeof words === 'string' ? words : words(code)
}
