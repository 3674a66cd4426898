import { Form, useNavigation } from '@remix-run/react'

import { seenName, seenOf } from '#app/components/bank/read-seen.ts'
import { bankCaseMessages } from '#app/i18n/bank-cases.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { CaseView } from '#app/services/questions/read-case.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './case.module.css'

/** What can be done with all questions of the case at once. */
export function CaseActs({ may }: { may: CaseView['may'] }) {
  const m = useMessages(bankCaseMessages)
  const { formData } = useNavigation()
  if (may.submitted.length === 0 && may.approved.length === 0) return null
  return (
    <Panel title={m.actTitle}>
      {may.submitted.length > 0 && (
        <Form method="post" className={styles.act}>
          <Seen keys={may.submitted} />
          <p>{m.submitWhy}</p>
          <div>
            <Button
              variant="primary"
              name="intent"
              value="submitted"
              busy={formData?.get('intent') === 'submitted'}
            >
              {m.submit(may.submitted.length)}
            </Button>
          </div>
        </Form>
      )}
      {may.approved.length > 0 && (
        <Form method="post" className={styles.act} noValidate>
          <Seen keys={may.approved} />
          <p>{m.approveWhy}</p>
          <TextField
            label={m.comment}
            hint={m.commentHint}
            name="comment"
            optional
            lang=""
            maxLength={2000}
          />
          <div>
            <Button
              variant="primary"
              icon="check"
              name="intent"
              value="approved"
              busy={formData?.get('intent') === 'approved'}
            >
              {m.approve(may.approved.length)}
            </Button>
          </div>
        </Form>
      )}
    </Panel>
  )
}

function Seen({ keys }: { keys: CaseView['seen'] }) {
  return keys.map((key) => <input key={key.questionId} type="hidden" name={seenName} value={seenOf(key)} />)
}
