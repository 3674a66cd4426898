import { bankFormMessages } from '#app/i18n/bank-form.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { RadioGroup } from '#app/ui/radio-group.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { ContentFaults, WrittenContent } from '#question-bank/judge-content.ts'

import { OptionFields } from './option-fields.tsx'
import styles from './question-form.module.css'
import { useFaultWords } from './use-fault-words.ts'

type AskedFieldsProps = { prefix: string; content: WrittenContent | null; faults: ContentFaults }

/** What is asked, the options, the key, and why it is right. The options leave when true or false is chosen. */
export function AskedFields({ prefix, content, faults }: AskedFieldsProps) {
  const m = useMessages(bankFormMessages)
  const words = useMessages(bankMessages)
  const error = useFaultWords(faults)
  return (
    <div className={styles.asked}>
      <div className={styles.inline}>
        <RadioGroup
          legend={m.kind}
          name={`${prefix}kind`}
          options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
          defaultValue={content?.kind ?? 'single'}
        />
      </div>
      <TextAreaField
        className={styles.wide}
        label={m.stem}
        hint={m.stemHint}
        name={`${prefix}stem`}
        defaultValue={content?.stem}
        error={error('stem')}
        lang="zh-CN"
      />
      <div className={styles.choice}>
        <OptionFields
          prefix={prefix}
          options={content?.options ?? []}
          pinned={content?.pinned ?? ''}
          error={error('options')}
          pinnedError={error('pinned')}
        />
      </div>
      <p className={styles.truth}>{m.truthOptions}</p>
      <TextField
        label={m.key}
        hint={m.keyHint}
        name={`${prefix}key`}
        autoComplete="off"
        defaultValue={content?.key}
        error={error('key')}
      />
      <TextAreaField
        className={styles.wide}
        label={m.explanation}
        hint={m.explanationHint}
        name={`${prefix}explanation`}
        defaultValue={content?.explanation}
        error={error('explanation')}
        lang="zh-CN"
      />
    </div>
  )
}

/** What the reviewer should know beside it. */
export function RemarkFields({ prefix, content, faults }: AskedFieldsProps) {
  const m = useMessages(bankFormMessages)
  const error = useFaultWords(faults)
  return (
    <div className={styles.pair}>
      <TextAreaField
        label={m.changed}
        hint={m.changedHint}
        name={`${prefix}changed`}
        rows={3}
        defaultValue={content?.changed}
        error={error('changed')}
        optional
        lang="zh-CN"
      />
      <TextAreaField
        label={m.note}
        hint={m.noteHint}
        name={`${prefix}note`}
        rows={3}
        defaultValue={content?.note}
        error={error('note')}
        optional
        lang="zh-CN"
      />
    </div>
  )
}
