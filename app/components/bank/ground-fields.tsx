import { bankFormMessages } from '#app/i18n/bank-form.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { useTrades } from '#app/i18n/trades.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { FieldError } from '#app/ui/field-error.tsx'
import { RadioGroup } from '#app/ui/radio-group.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { ContentFaults, WrittenContent } from '#question-bank/judge-content.ts'

import styles from './question-form.module.css'
import { useFaultWords } from './use-fault-words.ts'

export type CitableLaw = { lawId: string; short: string; version: string; effectiveTo: string | null }

type Shared = Pick<WrittenContent, 'lawId' | 'lawVersion' | 'audience' | 'trades'>

type SharedProps = { content: Shared | null; faults: ContentFaults }
type LawFieldProps = SharedProps & {
  laws: readonly CitableLaw[]
  /** The day on which a version counts as ended, `YYYY-MM-DD`. */
  today: string
}

/** Which version of which law. */
export function LawField({ content, faults, laws, today }: LawFieldProps) {
  const m = useMessages(bankFormMessages)
  const error = useFaultWords(faults)
  return (
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
  )
}

/** Whom it is for. */
export function ReaderFields({ content, faults }: SharedProps) {
  const error = useFaultWords(faults)
  return (
    <>
      <Audience chosen={content?.audience ?? ['general']} error={error('audience')} />
      <Trades chosen={content?.trades ?? []} error={error('trades')} />
    </>
  )
}

function Audience({ chosen, error }: { chosen: readonly string[]; error: string | undefined }) {
  const m = useMessages(bankMessages)
  const form = useMessages(bankFormMessages)
  return (
    <fieldset>
      <legend className={styles.legend}>{form.audience}</legend>
      <div className={styles.row}>
        {Object.entries(m.audiences).map(([value, label]) => (
          <Checkbox
            key={value}
            name="audience"
            value={value}
            label={label}
            defaultChecked={chosen.includes(value)}
          />
        ))}
      </div>
      <FieldError error={error} />
    </fieldset>
  )
}

function Trades({ chosen, error }: { chosen: readonly string[]; error: string | undefined }) {
  const m = useMessages(bankFormMessages)
  return (
    <details className={styles.fold} open={error !== undefined}>
      <summary>{chosen.length > 0 ? m.tradesChosen(chosen.length) : m.trades}</summary>
      <fieldset>
        <legend className={styles.hint}>{m.tradesHint}</legend>
        <div className={styles.trades}>
          {useTrades().map(({ key, name }) => (
            <Checkbox
              key={key}
              name="trades"
              value={key}
              label={name}
              defaultChecked={chosen.includes(key)}
            />
          ))}
        </div>
        <FieldError error={error} />
      </fieldset>
    </details>
  )
}

type CitationFieldsProps = { prefix: string; content: WrittenContent | null; faults: ContentFaults }

/** Which article, what it is about, and how hard. */
export function CitationFields({ prefix, content, faults }: CitationFieldsProps) {
  const m = useMessages(bankFormMessages)
  const words = useMessages(bankMessages)
  const error = useFaultWords(faults)
  return (
    <div className={styles.pair}>
      <TextField
        label={m.article}
        hint={m.articleHint}
        name={`${prefix}article`}
        defaultValue={content?.article}
        error={error('article')}
      />
      <TextField
        label={m.topic}
        hint={m.topicHint}
        name={`${prefix}topic`}
        defaultValue={content?.topic}
        error={error('topic')}
      />
      <div className={styles.inline}>
        <RadioGroup
          legend={m.difficulty}
          name={`${prefix}difficulty`}
          options={Object.entries(words.difficulties).map(([value, label]) => ({ value, label }))}
          defaultValue={content?.difficulty ?? 'medium'}
        />
      </div>
      <TextField
        label={m.difficultyReason}
        hint={m.difficultyReasonHint}
        name={`${prefix}difficultyReason`}
        defaultValue={content?.difficultyReason}
        error={error('difficultyReason')}
        optional
      />
    </div>
  )
}
