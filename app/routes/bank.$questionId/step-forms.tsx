import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'

import { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionView } from '#app/services/questions/read-question.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'

import type { Answer, Intent } from './answer.ts'
import styles from './question.module.css'

type StepFormsProps = { view: QuestionView; answer: Answer | null }

/** What this reader can do with the version: hand it on or take it back, approve it or send it back. */
export function StepForms(props: StepFormsProps) {
  const m = useMessages(bankQuestionMessages)
  const { may } = props.view
  if (may.ownReview)
    return (
      <>
        <Notice>{m.own}</Notice>
        <WaitingForm {...props} />
      </>
    )
  if (may.submit) return <DraftForm {...props} />
  if (may.review) return <ReviewForm {...props} />
  return may.withdraw ? <WaitingForm {...props} /> : null
}

function DraftForm({ view }: StepFormsProps) {
  const m = useMessages(bankQuestionMessages)
  return (
    <Panel title={m.submitTitle}>
      <StepForm view={view}>
        <p>{m.submitWhy}</p>
        <div className={styles.buttons}>
          <Act intent="submitted" variant="primary">
            {m.submit}
          </Act>
          <Act intent="discarded">{m.discard}</Act>
        </div>
        <p className={styles.remark}>{m.discardWhy}</p>
      </StepForm>
    </Panel>
  )
}

function WaitingForm({ view }: StepFormsProps) {
  const m = useMessages(bankQuestionMessages)
  return (
    <Panel title={m.withdrawTitle}>
      <StepForm view={view}>
        <p>{m.withdrawWhy}</p>
        <div>
          <Act intent="withdrawn">{m.withdraw}</Act>
        </div>
      </StepForm>
    </Panel>
  )
}

function ReviewForm({ view, answer }: StepFormsProps) {
  const m = useMessages(bankQuestionMessages)
  const isAsked = answer?.intent === 'sent-back' && answer.refusal === 'no-comment'
  return (
    <Panel title={m.reviewTitle}>
      <StepForm view={view}>
        <p>{m.reviewWhy}</p>
        <TextAreaField
          className={styles.wide}
          label={m.comment}
          hint={m.commentHint}
          name="comment"
          lang=""
          defaultValue={answer?.comment}
          error={isAsked ? m.refusals['no-comment'] : undefined}
          required={false}
        />
        <div className={styles.buttons}>
          <Act intent="approved" variant="primary">
            {m.approve}
          </Act>
          <Act intent="sent-back">{m.sendBack}</Act>
        </div>
      </StepForm>
    </Panel>
  )
}

/** Takes an approved version out of use: folded away, since it is rarely what somebody came for. */
export function RetireForm({ view, answer }: StepFormsProps) {
  const m = useMessages(bankQuestionMessages)
  const isAsked = answer?.intent === 'retired' && answer.refusal === 'no-comment'
  if (!view.may.retire) return null
  return (
    <Panel>
      <details open={isAsked}>
        <summary className={styles.summary}>{m.retireTitle}</summary>
        <StepForm view={view}>
          <p>{m.retireWhy}</p>
          <TextAreaField
            className={styles.wide}
            label={m.retireReason}
            name="comment"
            rows={2}
            lang=""
            error={isAsked ? m.refusals['no-comment'] : undefined}
          />
          <div>
            <Act intent="retired" variant="danger">
              {m.retire}
            </Act>
          </div>
        </StepForm>
      </details>
    </Panel>
  )
}

function StepForm({ view, children }: { view: QuestionView; children: ReactNode }) {
  return (
    <Form method="post" noValidate className={styles.form}>
      <input type="hidden" name="version" value={view.question.version} />
      {children}
    </Form>
  )
}

type ActProps = { intent: Intent; variant?: 'primary' | 'danger'; children: string }

function Act({ intent, variant = undefined, children }: ActProps) {
  const { formData } = useNavigation()
  return (
    <Button
      {...(variant ? { variant } : {})}
      name="intent"
      value={intent}
      busy={formData?.get('intent') === intent}
    >
      {children}
    </Button>
  )
}
