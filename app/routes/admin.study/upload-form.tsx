import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'

import { nameIn } from '#app/components/statistics/names.ts'
import { studyMessages } from '#app/i18n/study.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { StudyCheck, StudyRefusal } from '#app/services/study/import-study.ts'
import { Button, buttonLook } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './study.module.css'

export type Campaign = {
  id: string
  nameZh: string
  nameEn: string
  isLocked: boolean
  studyTotalTarget: number
  studyCompulsoryTarget: number
}
type Answer = { refusal: StudyRefusal | 'no-file' | null; check: StudyCheck | null; written: number | null }

const mostRows = 50_000

/** One form for both runs, so that the file stays chosen: first the check, then the import of the same file. */
export function UploadForm({ campaigns, answer }: { campaigns: Campaign[]; answer: Answer | null }) {
  const m = useMessages(studyMessages)
  const locale = useLocale()
  const navigation = useNavigation()
  const [stale, setStale] = useState<Answer | null>(null)
  const [campaignId, setCampaignId] = useState(campaigns.find(({ isLocked }) => !isLocked)?.id ?? campaigns[0]?.id)
  const campaign = campaigns.find(({ id }) => id === campaignId)
  const running = navigation.state === 'idle' ? null : (navigation.formData?.get('intent') ?? null)
  // Another file or season makes the check before it worthless.
  const outdate = () => setStale(answer)
  const current = answer === stale ? null : answer
  const importable = current?.check && current.written === null ? current.check.counts.new + current.check.counts.changed : 0

  return (
    <Panel title={m.fileTitle}>
      <Form method="post" encType="multipart/form-data" className={styles.form} noValidate>
        <SelectField
          label={m.campaign}
          name="campaign"
          value={campaignId}
          hint={campaign && m.target(campaign.studyTotalTarget, campaign.studyCompulsoryTarget)}
          onChange={(event) => {
            setCampaignId(event.target.value)
            outdate()
          }}
        >
          {campaigns.map((one) => (
            <option key={one.id} value={one.id}>
              {one.isLocked ? m.locked(nameIn(locale, one)) : nameIn(locale, one)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={m.file}
          name="file"
          type="file"
          accept=".xlsx,.csv,.txt"
          hint={m.fileHint(mostRows)}
          error={current?.refusal ? m.refusals[current.refusal] : null}
          onChange={outdate}
        />
        <input type="hidden" name="digest" value={current?.check?.digest ?? ''} />
        <div className={styles.actions}>
          <Button name="intent" value="check" variant={importable > 0 ? 'secondary' : 'primary'} busy={running === 'check'}>
            {m.check}
          </Button>
          {importable > 0 && (
            <Button name="intent" value="import" variant="primary" busy={running === 'import'}>
              {m.run(importable)}
            </Button>
          )}
          <a href="/admin/study/template" download className={buttonLook({ variant: 'quiet' })}>
            {m.template}
          </a>
        </div>
        {importable > 0 && <Notice>{m.runHint}</Notice>}
      </Form>
    </Panel>
  )
}
