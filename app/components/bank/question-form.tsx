import { Form, Link, useNavigation } from '@remix-run/react'

import { bankFormMessages } from '#app/i18n/bank-form.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { ContentFaults, WrittenContent } from '#question-bank/judge-content.ts'

import { AskedFields, RemarkFields } from './asked-fields.tsx'
import { type CitableLaw, CitationFields, LawField, ReaderFields } from './ground-fields.tsx'
import styles from './question-form.module.css'

export type Twin = { questionId: string; code: string }

type QuestionFormProps = {
  content: WrittenContent | null
  faults: ContentFaults
  /** Questions with the same stem: shown before it can be saved all the same. */
  twins?: readonly Twin[]
  laws: readonly CitableLaw[]
  /** Days `YYYY-MM-DD`. */
  today: string
  /** The version the form was filled from; null for a new question. */
  base: number | null
  /** Of its case; null for a question that stands alone. */
  material: string | null
  cancelTo: string
}

/** The form of a question, new or edited. What is wrong with it is said by the server, in our words. */
export function QuestionForm({ content, faults, twins = [], base, material, ...rest }: QuestionFormProps) {
  const m = useMessages(bankFormMessages)
  const { state } = useNavigation()
  const fields = { prefix: '', content, faults }
  return (
    <Form method="post" noValidate className={styles.form}>
      {Object.keys(faults).length > 0 && (
        <Notice tone="danger" role="alert">
          {m.faulty}
        </Notice>
      )}
      {base !== null && <input type="hidden" name="base" value={base} />}
      <Panel title={m.ground}>
        <div className={styles.fields}>
          <LawField content={content} faults={faults} laws={rest.laws} today={rest.today} />
          <CitationFields {...fields} />
          <ReaderFields content={content} faults={faults} />
        </div>
      </Panel>
      <Panel title={m.asked}>
        {material !== null && (
          <div className={styles.material}>
            <p lang="zh-CN">{material}</p>
            <p className={styles.hint}>{m.materialFixed}</p>
          </div>
        )}
        <AskedFields {...fields} />
      </Panel>
      <Panel title={m.forReviewer}>
        <RemarkFields {...fields} />
      </Panel>
      {twins.length > 0 && <Twins twins={twins} />}
      <div className={styles.buttons}>
        <Button variant="primary" busy={state === 'submitting'}>
          {m.save}
        </Button>
        <LinkButton to={rest.cancelTo}>{m.cancel}</LinkButton>
      </div>
    </Form>
  )
}

function Twins({ twins }: { twins: readonly Twin[] }) {
  const m = useMessages(bankFormMessages)
  return (
    <Notice tone="warning" role="alert" title={m.sameStem}>
      <p>
        {twins.map(({ questionId, code }) => (
          <Link key={questionId} to={`/bank/${questionId}`} target="_blank" className={styles.twin}>
            {code}
          </Link>
        ))}
      </p>
      <p>{m.sameStemWhy}</p>
      <Checkbox name="confirmed" value="yes" label={m.sameStemConfirm} />
    </Notice>
  )
}
