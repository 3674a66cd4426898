import { Form, Link } from '@remix-run/react'

import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { Toolbar } from '#app/ui/toolbar.tsx'

import styles from './bank.module.css'
import type { QuestionFilter } from './route.tsx'

type FilterFormProps = { filter: QuestionFilter; laws: readonly { id: string; short: string }[] }

/** What to look for. A GET form: the address keeps it. */
export function FilterForm({ filter, laws }: FilterFormProps) {
  const m = useMessages(bankMessages)
  const choices = [
    { name: 'lawId', label: m.filter.law, words: laws.map(({ id, short }) => [id, short] as const) },
    { name: 'kind', label: m.filter.kind, words: Object.entries(m.kinds) },
    { name: 'difficulty', label: m.filter.difficulty, words: Object.entries(m.difficulties) },
    { name: 'state', label: m.filter.state, words: Object.entries(m.states) },
  ] as const
  // A new key fills the fields again when the filter changes by a link.
  return (
    <Form method="get" key={JSON.stringify(filter)} role="search">
      <Toolbar>
        {choices.map(({ name, label, words }) => (
          <SelectField
            key={name}
            className={styles.choice}
            label={label}
            name={name}
            defaultValue={filter[name] ?? ''}
            required={false}
          >
            <option value="">{m.filter.all}</option>
            {words.map(([value, word]) => (
              <option key={value} value={value} lang={name === 'lawId' ? 'zh-CN' : undefined}>
                {word}
              </option>
            ))}
          </SelectField>
        ))}
        <TextField
          className={styles.text}
          label={m.filter.text}
          name="text"
          type="search"
          defaultValue={filter.text ?? ''}
          required={false}
        />
        <Button icon="search">{m.filter.find}</Button>
        <Link to="/bank" className={styles.clear}>
          {m.filter.clear}
        </Link>
      </Toolbar>
    </Form>
  )
}
