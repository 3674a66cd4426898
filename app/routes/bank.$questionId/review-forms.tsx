import { Form, useNavigation } from '@remix-run/react'

import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionView } from '#app/services/questions/read-question.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'

import styles from './question.module.css'

type ReviewFormsProps = { view: QuestionView; answer: { refusal: string; comment: string } | null }

/** What this reader can do with the newest version: hand it on, approve it, send it back. */
export function ReviewForms({ view: { question, may }, answer }: ReviewFormsProps) {
  const m = useMessages(bankMessages).question
  const { formData } = useNavigation()
  const busy = (intent: string) => formData?.get('intent') === intent
  if (may.ownReview) return <Notice>{m.own}</Notice>
  if (may.submit) {
    return (
      <Panel title={m.submitTitle}>
        <p>{m.submitWhy}</p>
        <Form method="post">
          <input type="hidden" name="version" value={question.version} />
          <Button variant="primary" name="intent" value="submitted" busy={busy('submitted')}>
            {m.submit}
          </Button>
        </Form>
      </Panel>
    )
  }
  if (!may.review) return null
  return (
    <Panel title={m.reviewTitle}>
      <p>{m.reviewWhy}</p>
      <Form method="post" noValidate className={styles.form}>
        <input type="hidden" name="version" value={question.version} />
        <TextAreaField
          className={styles.wide}
          label={m.comment}
          hint={m.commentHint}
          name="comment"
          defaultValue={answer?.comment}
          error={answer?.refusal === 'no-comment' ? m.refusals['no-comment'] : undefined}
          required={false}
        />
        <div className={styles.buttons}>
          <Button variant="primary" icon="check" name="intent" value="approved" busy={busy('approved')}>
            {m.approve}
          </Button>
          <Button name="intent" value="sent-back" busy={busy('sent-back')}>
            {m.sendBack}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
