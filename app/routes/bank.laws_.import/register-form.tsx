import { Form, useNavigation } from '@remix-run/react'

import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { LawImported } from '#app/services/laws/import-law.ts'
import type { ImportField, ImportFaults, LawImport } from '#app/services/laws/judge-import.ts'
import type { LawPreview } from '#app/services/laws/preview-law.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './import.module.css'

type Refused = Extract<LawImported, { ok: false }>
type RegisterFormProps = {
  preview: LawPreview
  /** What was filled in and refused; null at first. */
  said: LawImport | null
  refused: Refused | null
  laws: readonly { id: string; short: string }[]
  fields: readonly string[]
  today: string
}

/** Which law and version the previewed text is. The text itself goes along. */
export function RegisterForm({ preview, said, refused, laws, fields, today }: RegisterFormProps) {
  const m = useMessages(lawMessages).importing
  const { state } = useNavigation()
  const faults = refused?.refusal === 'faulty' ? refused.faults : {}
  const values = said ?? valuesOf(preview, today)
  const field = fieldsOf(m, values, faults)
  return (
    <Panel title={m.register}>
      <Form method="post" encType="multipart/form-data" className={styles.form} noValidate>
        <Refusal refused={refused} />
        <input type="hidden" name="text" value={preview.text} />
        <SelectField label={m.whichLaw} name="lawId" defaultValue={values.lawId} required={false}>
          <option value="">{m.newLaw}</option>
          {laws.map(({ id, short }) => (
            <option key={id} value={id} lang="zh-CN">
              {short}
            </option>
          ))}
        </SelectField>
        {preview.known && (
          <p>{m.knownVersions(preview.known.versions.map(({ version }) => version).join(' · '))}</p>
        )}
        {/* A known law has all of this already; what is folded is sent all the same. */}
        <details open={values.lawId === ''}>
          <summary>{m.newLawDetails}</summary>
          <div className={styles.grid}>
            <TextField label={m.newId} hint={m.newIdHint} {...field('newId')} required={false} />
            <TextField label={m.short} {...field('short')} required={false} />
            <TextField label={m.fullTitle} {...field('title')} required={false} />
            <TextField label={m.field} {...field('field')} list="law-fields" required={false} />
            <datalist id="law-fields">
              {fields.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </div>
        </details>
        <div className={styles.grid}>
          <TextField label={m.promulgated} hint={m.promulgatedHint} {...field('promulgated')} type="date" />
          <TextField
            label={m.effectiveFrom}
            hint={m.effectiveFromHint}
            {...field('effectiveFrom')}
            type="date"
          />
          <TextField
            label={m.effectiveTo}
            hint={m.effectiveToHint}
            {...field('effectiveTo')}
            type="date"
            required={false}
          />
          <TextField label={m.source} hint={m.sourceHint} {...field('source')} />
          <TextField label={m.verifiedOn} hint={m.verifiedOnHint} {...field('verifiedOn')} type="date" />
        </div>
        {preview.problems.length > 0 && (
          <Checkbox
            name="problemsSeen"
            label={m.seen}
            defaultChecked={values.problemsSeen}
            error={faults.problemsSeen && m.faults[faults.problemsSeen]}
          />
        )}
        <div className={styles.buttons}>
          <Button variant="primary" name="intent" value="import" busy={state === 'submitting'}>
            {m.confirm}
          </Button>
          <LinkButton to="/bank/laws/import" reloadDocument>
            {m.again}
          </LinkButton>
        </div>
      </Form>
    </Panel>
  )
}

function Refusal({ refused }: { refused: Refused | null }) {
  const m = useMessages(lawMessages).importing
  if (!refused) return null
  const words =
    refused.refusal === 'faulty'
      ? m.faulty
      : refused.refusal === 'cited'
        ? m.cited(refused.articles.join('、'))
        : m.refusals[refused.refusal]
  return (
    <Notice tone="danger" role="alert">
      {words}
    </Notice>
  )
}

type TextName = Exclude<ImportField, 'problemsSeen'>

function fieldsOf(
  m: { faults: Record<NonNullable<ImportFaults[ImportField]>, string> },
  values: LawImport,
  faults: ImportFaults,
) {
  return (name: TextName) => ({
    name,
    defaultValue: values[name],
    autoComplete: 'off',
    error: faults[name] && m.faults[faults[name]],
  })
}

/** As far as the text itself tells. */
function valuesOf({ known, title, days }: LawPreview, today: string): LawImport {
  return {
    text: '',
    lawId: known?.id ?? '',
    newId: '',
    short: title.replace(/^中华人民共和国/, ''),
    title,
    field: '',
    promulgated: days.promulgated ?? '',
    effectiveFrom: days.effectiveFrom ?? '',
    effectiveTo: '',
    source: '',
    verifiedOn: today,
    problemsSeen: false,
  }
}
