import { Form } from '@remix-run/react'

import { adminMessages } from '#app/i18n/admin.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './accounts.module.css'

/** Whom to look for. */
export function SearchForm({ text }: { text: string }) {
  const m = useMessages(adminMessages).search
  return (
    <Form method="get" className={styles.find} role="search">
      <TextField
        key={text}
        className={styles.what}
        label={m.label}
        hint={m.hint}
        name="q"
        type="search"
        defaultValue={text}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
      />
      <Button variant="primary" icon="search">
        {m.find}
      </Button>
    </Form>
  )
}
