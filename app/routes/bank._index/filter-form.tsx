import { Form, Link } from '@remix-run/react'

import { bankMessages } from '#app/i18n/bank.ts'
import { useTrades } from '#app/i18n/trades.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { Toolbar } from '#app/ui/toolbar.tsx'

import styles from './bank.module.css'
import type { ListFilter } from './read-filter.ts'

type Law = { id: string; short: string; field: string }
type FilterFormProps = { filter: ListFilter; laws: readonly Law[] }
type Choice = { name: keyof ListFilter; label: string; words: (readonly [string, string])[]; lang?: string }

/** What to look for. A GET form: the address keeps it. What is looked for less often folds away. */
export function FilterForm({ filter, laws }: FilterFormProps) {
  const m = useMessages(bankMessages)
  const more = useMore(laws)
  const set = more.filter(({ name }) => filter[name] !== undefined).length
  // A new key fills the fields again when the filter changes by a link.
  return (
    <Form method="get" key={JSON.stringify(filter)} role="search">
      {filter.state && <input type="hidden" name="state" value={filter.state} />}
      <Toolbar>
        <TextField
          className={styles.text}
          label={m.filter.text}
          name="text"
          type="search"
          defaultValue={filter.text ?? ''}
          required={false}
          lang="zh-CN"
        />
        <Choices
          filter={filter}
          choices={[
            {
              name: 'lawId',
              label: m.filter.law,
              words: laws.map(({ id, short }) => [id, short] as const),
              lang: 'zh-CN',
            },
            { name: 'kind', label: m.filter.kind, words: Object.entries(m.kinds) },
          ]}
        />
        <Button icon="search">{m.filter.find}</Button>
        <Link to="/bank" className={styles.clear}>
          {m.filter.clear}
        </Link>
      </Toolbar>
      <details className={styles.more} open={set > 0}>
        <summary>{set > 0 ? m.filter.moreSet(set) : m.filter.more}</summary>
        <Toolbar>
          <Choices filter={filter} choices={more} />
        </Toolbar>
      </details>
    </Form>
  )
}

function useMore(laws: readonly Law[]): Choice[] {
  const m = useMessages(bankMessages)
  const fields = [...new Set(laws.map(({ field }) => field))].filter((field) => field !== '').sort()
  return [
    {
      name: 'field',
      label: m.filter.field,
      words: fields.map((field) => [field, field] as const),
      lang: 'zh-CN',
    },
    { name: 'difficulty', label: m.filter.difficulty, words: Object.entries(m.difficulties) },
    { name: 'audience', label: m.filter.audience, words: Object.entries(m.audiences) },
    {
      name: 'trade',
      label: m.filter.trade,
      words: useTrades().map(({ key, name }) => [key, name] as const),
    },
    { name: 'origin', label: m.filter.origin, words: Object.entries(m.origins) },
    {
      name: 'inCase',
      label: m.filter.inCase,
      words: [
        ['yes', m.filter.inCases],
        ['no', m.filter.alone],
      ],
    },
    {
      name: 'changed',
      label: m.filter.changed,
      words: [
        ['yes', m.filter.onlyChanged],
        ['no', m.filter.onlyUnchanged],
      ],
    },
  ]
}

function Choices({ filter, choices }: { filter: ListFilter; choices: readonly Choice[] }) {
  const m = useMessages(bankMessages)
  const chosen = (name: keyof ListFilter) => {
    const value = filter[name]
    return typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? '')
  }
  return choices.map(({ name, label, words, lang }) => (
    <SelectField
      key={name}
      className={styles.choice}
      label={label}
      name={name}
      defaultValue={chosen(name)}
      required={false}
    >
      <option value="">{m.filter.all}</option>
      {words.map(([value, word]) => (
        <option key={value} value={value} lang={lang}>
          {word}
        </option>
      ))}
    </SelectField>
  ))
}
