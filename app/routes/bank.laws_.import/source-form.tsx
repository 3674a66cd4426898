import { Form, useNavigation } from '@remix-run/react'

import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { PreviewRefusal } from '#app/services/laws/preview-law.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './import.module.css'

/** A file or a pasted text, to be previewed. */
export function SourceForm({ refusal }: { refusal: PreviewRefusal | null }) {
  const m = useMessages(lawMessages).importing
  const { state } = useNavigation()
  return (
    <Panel>
      <Form method="post" encType="multipart/form-data" className={styles.form} noValidate>
        <TextField
          label={m.file}
          hint={m.fileHint}
          name="file"
          type="file"
          accept=".docx,.md,.txt"
          required={false}
          error={refusal ? m.refusals[refusal] : undefined}
        />
        <TextAreaField
          className={styles.wide}
          label={m.paste}
          hint={m.pasteHint}
          name="text"
          rows={10}
          required={false}
        />
        <div>
          <Button variant="primary" name="intent" value="preview" busy={state === 'submitting'}>
            {m.preview}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
