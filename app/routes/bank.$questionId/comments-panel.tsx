import { Form, useNavigation } from '@remix-run/react'

import { Time } from '#app/components/time.tsx'
import { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionView } from '#app/services/questions/read-question.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'

import type { Answer } from './answer.ts'
import styles from './question.module.css'

/** What authors and reviewers said about the question, and a place to say more. */
export function CommentsPanel({ view, answer }: { view: QuestionView; answer: Answer | null }) {
  const m = useMessages(bankQuestionMessages)
  const { formData } = useNavigation()
  const refusal = answer?.intent === 'commented' ? answer.refusal : null
  return (
    <Panel title={m.comments}>
      {view.comments.length === 0 ? (
        <p>{m.noComments}</p>
      ) : (
        <ol className={styles.reviews}>
          {view.comments.map(({ id, comment, at, version, by }) => (
            <li key={id} className={styles.review}>
              <p>
                {m.about(version, by)} · <Time at={at} />
              </p>
              <p className={styles.comment} lang="">
                {comment}
              </p>
            </li>
          ))}
        </ol>
      )}
      {/* A new key empties the field when something was said. */}
      <Form method="post" noValidate className={styles.form} key={view.comments.length}>
        <input type="hidden" name="version" value={view.question.version} />
        <TextAreaField
          className={styles.wide}
          label={m.say}
          hint={m.sayHint}
          name="comment"
          rows={3}
          lang=""
          defaultValue={refusal ? answer?.comment : undefined}
          error={refusal ? m.refusals[refusal] : undefined}
        />
        <div>
          <Button name="intent" value="commented" busy={formData?.get('intent') === 'commented'}>
            {m.sayIt}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
