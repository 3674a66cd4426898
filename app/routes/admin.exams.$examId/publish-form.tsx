import { Form, useNavigation } from '@remix-run/react'

import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ExamView } from '#app/services/exam-drafts/read-exam.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'

import styles from './exam.module.css'

/** What publishing does, and the button; or what has to be seen to before. */
export function PublishForm({ view, isUnchecked }: { view: ExamView; isUnchecked: boolean }) {
  const m = useMessages(examsMessages)
  const { formData } = useNavigation()
  const isFillable = view.proof.departments.every(({ shortages }) => shortages.length === 0)
  if (view.obstacle || !isFillable)
    return (
      <Notice tone="warning" title={m.exam.notYet}>
        {view.obstacle ? m.refusals[view.obstacle] : m.exam.notFillable}
      </Notice>
    )
  return (
    <Panel title={m.exam.publishTitle}>
      <ul>
        <li>{view.kind === 'online' ? m.exam.publishOnline(view.due) : m.exam.publishCentre}</li>
        {view.willCount && <li>{m.exam.publishCounts}</li>}
        <li>{m.exam.publishFinal}</li>
      </ul>
      <Form method="post" noValidate className={styles.publish}>
        <input type="hidden" name="base" value={view.base} />
        <Checkbox
          name="checked"
          value="yes"
          label={m.exam.checked}
          error={isUnchecked ? m.exam.unchecked : undefined}
        />
        <Button variant="primary" name="intent" value="publish" busy={formData?.get('intent') === 'publish'}>
          {m.exam.publish}
        </Button>
      </Form>
    </Panel>
  )
}
