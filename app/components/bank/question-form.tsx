import { Form, useNavigation } from '@remix-run/react'

import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ContentFaults, ContentField, WrittenContent } from '#app/services/questions/judge-content.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { FieldError } from '#app/ui/field-error.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { RadioGroup } from '#app/ui/radio-group.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './question-form.module.css'

export type CitableLaw = { lawId: string; short: string; version: string; effectiveTo: string | null }

type QuestionFormProps = {
  content: WrittenContent | null
  faults: ContentFaults
  laws: readonly CitableLaw[]
  /** Days `YYYY-MM-DD`. */
  today: string
  /** The version the form was filled from; null for a new question. */
  base: number | null
  cancelTo: string
}

/** The form of a question, new or edited. What is wrong with it is said by the server, in our words. */
export function QuestionForm({ content, faults, laws, today, base, cancelTo }: QuestionFormProps) {
  const m = useMessages(bankMessages).form
  const { state } = useNavigation()
  const error = (field: ContentField) => faults[field] && m.faults[faults[field]]
  const isFaulty = Object.keys(faults).length > 0
  return (
    <Form method="post" noValidate className={styles.form}>
      {isFaulty && (
        <Notice tone="danger" role="alert">
          {m.faulty}
        </Notice>
      )}
      {base !== null && <input type="hidden" name="base" value={base} />}
      <Panel>
        <div className={styles.pair}>
          <SelectField
            label={m.law}
            hint={m.lawHint}
            name="law"
            defaultValue={content ? `${content.lawId}@${content.lawVersion}` : ''}
            error={error('law')}
          >
            <option value="" />
            {laws.map(({ lawId, short, version, effectiveTo }) => (
              <option key={`${lawId}@${version}`} value={`${lawId}@${version}`} lang="zh-CN">
                {m.lawOption(short, version, effectiveTo !== null && effectiveTo < today)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={m.article}
            hint={m.articleHint}
            name="article"
            defaultValue={content?.article}
            error={error('article')}
          />
          <TextField
            label={m.topic}
            hint={m.topicHint}
            name="topic"
            defaultValue={content?.topic}
            error={error('topic')}
          />
        </div>
        <Classification content={content} audienceError={error('audience')} />
      </Panel>
      <Panel>
        <TextAreaField
          className={styles.wide}
          label={m.stem}
          hint={m.stemHint}
          name="stem"
          defaultValue={content?.stem}
          error={error('stem')}
        />
        <TextAreaField
          className={styles.wide}
          label={m.options}
          hint={m.optionsHint}
          name="options"
          rows={5}
          defaultValue={content?.options.join('\n')}
          error={error('options')}
          required={false}
        />
        <TextField
          label={m.key}
          hint={m.keyHint}
          name="key"
          autoComplete="off"
          defaultValue={content?.key}
          error={error('key')}
        />
        <TextAreaField
          className={styles.wide}
          label={m.explanation}
          hint={m.explanationHint}
          name="explanation"
          defaultValue={content?.explanation}
          error={error('explanation')}
        />
        <div className={styles.buttons}>
          <Button variant="primary" busy={state === 'submitting'}>
            {m.save}
          </Button>
          <LinkButton to={cancelTo}>{m.cancel}</LinkButton>
        </div>
      </Panel>
    </Form>
  )
}

type ClassificationProps = { content: WrittenContent | null; audienceError: string | undefined }

function Classification({ content, audienceError }: ClassificationProps) {
  const m = useMessages(bankMessages)
  const options = (words: Record<string, string>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }))
  return (
    <div className={styles.pair}>
      <RadioGroup
        legend={m.form.kind}
        name="kind"
        options={options(m.kinds)}
        defaultValue={content?.kind ?? 'single'}
      />
      <RadioGroup
        legend={m.form.difficulty}
        name="difficulty"
        options={options(m.difficulties)}
        defaultValue={content?.difficulty ?? 'medium'}
      />
      <fieldset>
        <legend className={styles.legend}>{m.form.audience}</legend>
        {Object.entries(m.audiences).map(([value, label]) => (
          <Checkbox
            key={value}
            name="audience"
            value={value}
            label={label}
            defaultChecked={(content?.audience ?? ['general']).includes(value)}
          />
        ))}
        <FieldError error={audienceError} />
      </fieldset>
    </div>
  )
}
