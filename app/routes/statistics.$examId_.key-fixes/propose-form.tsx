import { Form, useNavigation } from '@remix-run/react'

import { KeyedQuestion } from '#app/components/regrade/keyed-question.tsx'
import { regradeMessages } from '#app/i18n/regrade.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { Proposal, ProposableVersion, ProposalRefusal } from '#app/services/regrade/propose-key-fix.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { RadioGroup } from '#app/ui/radio-group.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'

import styles from './key-fixes.module.css'

type Answer = { refusal: Exclude<ProposalRefusal, 'not-found' | 'not-allowed'>; proposal: Proposal }
type ProposeFormProps = { code: string; version: ProposableVersion; answer: Answer | null }

/** The question with its key, and what is to hold instead. */
export function ProposeForm({ code, version, answer }: ProposeFormProps) {
  const m = useMessages(regradeMessages)
  return (
    <Panel title={`${code} · ${m.propose.version(version.version)}`}>
      <div className={styles.propose}>
        {answer && (
          <Notice tone="danger" role="alert">
            {m.refusals[answer.refusal]}
          </Notice>
        )}
        <KeyedQuestion question={version} />
        {version.isOpen ? <Notice>{m.propose.isOpen}</Notice> : <Fields version={version} answer={answer} />}
      </div>
    </Panel>
  )
}

function Fields({ version, answer }: Omit<ProposeFormProps, 'code'>) {
  const m = useMessages(regradeMessages).propose
  const busy = useNavigation().formMethod === 'POST'
  const { proposal } = answer ?? {}
  return (
    <Form method="post" noValidate className={styles.propose}>
      <input type="hidden" name="version" value={version.questionVersionId} />
      <RadioGroup
        legend={m.what}
        name="kind"
        defaultValue={proposal?.key === null ? 'void' : 'key'}
        options={[
          { value: 'key', label: m.key },
          { value: 'void', label: m.void },
        ]}
      />
      <Options version={version} chosen={proposal?.key ?? []} />
      <TextAreaField
        label={m.reason}
        hint={m.reasonHint}
        name="reason"
        maxLength={500}
        defaultValue={proposal?.reason}
        className={styles.wide ?? ''}
      />
      <p className={styles.hint}>{m.wait}</p>
      <div>
        <Button variant="primary" busy={busy}>
          {m.button}
        </Button>
      </div>
    </Form>
  )
}

/** The options to choose the corrected key from: one where only one can be right. */
function Options({ version, chosen }: { version: ProposableVersion; chosen: readonly string[] }) {
  const m = useMessages(regradeMessages).propose
  const options = version.options.map(({ id, text }) => {
    return { value: id, label: <span lang="zh-CN">{`${id}. ${text}`}</span> }
  })
  if (version.kind === 'true-false')
    return <RadioGroup legend={m.options} name="option" options={options} defaultValue={chosen[0]} />
  return (
    <fieldset className={styles.options}>
      <legend className={styles.legend}>{m.options}</legend>
      <p className={styles.hint}>{m.optionsHint[version.kind]}</p>
      {options.map(({ value, label }) => (
        <Checkbox
          key={value}
          name="option"
          value={value}
          label={label}
          defaultChecked={chosen.includes(value)}
        />
      ))}
    </fieldset>
  )
}
