import { Form, Link } from '@remix-run/react'

import type { TypedFilter } from '#app/components/audit/read-filter.ts'
import { auditMessages } from '#app/i18n/audit.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { Toolbar } from '#app/ui/toolbar.tsx'

import styles from './audit.module.css'

/** What to look for in the log. A GET form: the address keeps it. */
export function FilterForm({ typed }: { typed: TypedFilter }) {
  const m = useMessages(auditMessages)
  const byWord = (words: Record<string, string>) => Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1))
  const select = (name: 'action' | 'subject', words: Record<string, string>) => (
    <SelectField
      className={styles.choice}
      label={m.filter[name]}
      name={name}
      defaultValue={typed[name] ?? ''}
      required={false}
    >
      <option value="">{m.filter.all}</option>
      {byWord(words).map(([value, word]) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
    </SelectField>
  )
  const text = (name: 'person' | 'subjectId' | 'day', type: 'search' | 'date') => (
    <TextField
      className={styles.choice}
      label={m.filter[name]}
      name={name}
      type={type}
      defaultValue={typed[name] ?? ''}
      required={false}
    />
  )
  return (
    <Form method="get" key={JSON.stringify(typed)} role="search">
      <Toolbar>
        {select('action', m.actions)}
        {text('person', 'search')}
        {select('subject', m.subjects)}
        {text('subjectId', 'search')}
        {text('day', 'date')}
        <Button icon="search">{m.filter.find}</Button>
        <Link to="/audit" className={styles.clear}>
          {m.filter.clear}
        </Link>
      </Toolbar>
    </Form>
  )
}
