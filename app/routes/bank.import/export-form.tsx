import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { Toolbar } from '#app/ui/toolbar.tsx'

import styles from './import.module.css'

type ExportFormProps = {
  laws: readonly { id: string; short: string }[]
  /** What was chosen before, when nothing fitted. */
  wanted: Readonly<Record<string, string>>
  foundNothing: boolean
}

/** Which questions to save, and in which format. A GET form: the answer is the file. */
export function ExportForm({ laws, wanted, foundNothing }: ExportFormProps) {
  const m = useMessages(bankFileMessages)
  const words = useMessages(bankMessages)
  const choices = [
    {
      name: 'lawId',
      label: m.law,
      options: laws.map(({ id, short }) => [id, short] as const),
      isChinese: true,
    },
    { name: 'kind', label: m.kind, options: Object.entries(words.kinds), isChinese: false },
    {
      name: 'difficulty',
      label: m.difficulty,
      options: Object.entries(words.difficulties),
      isChinese: false,
    },
  ]
  return (
    <Panel title={m.exportTitle}>
      {foundNothing && (
        <Notice tone="warning" role="alert">
          {m.nothing}
        </Notice>
      )}
      <p className={styles.lead}>{m.exportLead}</p>
      <form method="get" action="/bank/export">
        <Toolbar>
          <Choice
            name="format"
            label={m.exportFormat}
            options={Object.entries(m.exportFormats)}
            chosen={wanted.format}
          />
          <Choice
            name="state"
            label={m.state}
            options={Object.entries(words.states)}
            chosen={wanted.state ?? 'approved'}
          />
          {choices.map(({ isChinese, ...choice }) => (
            <Choice
              key={choice.name}
              {...choice}
              chosen={wanted[choice.name]}
              all={m.all}
              isChinese={isChinese}
            />
          ))}
          <Button>{m.export}</Button>
        </Toolbar>
      </form>
    </Panel>
  )
}

type ChoiceProps = {
  name: string
  label: string
  options: readonly (readonly [string, string])[]
  chosen?: string | undefined
  all?: string
  isChinese?: boolean
}

function Choice({ name, label, options, chosen, all, isChinese }: ChoiceProps) {
  return (
    <SelectField className={styles.choice} label={label} name={name} defaultValue={chosen} required={false}>
      {all !== undefined && <option value="">{all}</option>}
      {options.map(([value, word]) => (
        <option key={value} value={value} lang={isChinese ? 'zh-CN' : undefined}>
          {word}
        </option>
      ))}
    </SelectField>
  )
}
