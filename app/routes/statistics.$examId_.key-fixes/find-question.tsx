import { Form, useNavigation } from '@remix-run/react'

import { regradeMessages } from '#app/i18n/regrade.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './key-fixes.module.css'

/** Finds the question to be corrected, by its code. */
export function FindQuestion({ code, isUnknown }: { code: string; isUnknown: boolean }) {
  const m = useMessages(regradeMessages).find
  const { state, formMethod } = useNavigation()
  return (
    <Panel title={m.title}>
      <p>{m.lead}</p>
      <Form method="get" className={styles.find} noValidate>
        <TextField
          key={code}
          label={m.code}
          hint={m.codeHint}
          name="question"
          defaultValue={code}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          error={isUnknown ? m.unknown : undefined}
        />
        <Button icon="search" busy={state !== 'idle' && formMethod !== 'POST'}>
          {m.button}
        </Button>
      </Form>
    </Panel>
  )
}
