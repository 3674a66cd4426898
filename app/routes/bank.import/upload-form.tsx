import { Form, useNavigation } from '@remix-run/react'

import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button, buttonLook } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { fileLimits } from '#question-bank/formats/file-limits.ts'

import styles from './import.module.css'

type UploadFormProps = { refusal: 'no-file' | 'too-large' | 'busy' | 'full' | null }

const mostMb = fileLimits.bytes / 1024 / 1024

/** The file to be checked, and the template for those who have none yet. */
export function UploadForm({ refusal }: UploadFormProps) {
  const m = useMessages(bankFileMessages)
  const busy = useNavigation().formMethod === 'POST'
  const error = refusal === 'too-large' ? m.refusals['too-large'](mostMb) : refusal && m.refusals[refusal]
  return (
    <Panel title={m.importTitle}>
      <Form method="post" encType="multipart/form-data" className={styles.form} noValidate>
        <TextField
          label={m.file}
          name="file"
          type="file"
          accept=".xlsx,.csv,.txt,.gift,.xml,.zip"
          hint={m.fileHint(mostMb, fileLimits.questions)}
          error={error}
        />
        <SelectField label={m.format} name="format" hint={m.formatHint} required={false}>
          <option value="">{m.detect}</option>
          {Object.entries(m.formats).map(([format, words]) => (
            <option key={format} value={format}>
              {words}
            </option>
          ))}
        </SelectField>
        <div className={styles.actions}>
          <Button variant="primary" busy={busy}>
            {m.check}
          </Button>
          <a href="/bank/import/template" download className={buttonLook({ variant: 'quiet' })}>
            {m.template}
          </a>
        </div>
      </Form>
    </Panel>
  )
}
