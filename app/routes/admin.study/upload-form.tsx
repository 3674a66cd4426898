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
type Answer = {
  refusal: StudyRefusal | 'no-file' | null
  check: StudyCheck | null
  written: number | null
}

const mostRows = 50_000

/** One form for both runs, so that the file stays chosen: first the check, then the import of the same file. */
export function UploadForm({ campaigns, answer }: { campaigns: Campaign[]; answer: Answer | null }) {
  const m = useMessages(studyMessages)
  // Another file or season makes the check before it worthless.
  const [outdated, setOutdated] = useState<Answer | null>(null)
  const current = answer === outdated ? null : answer
  const importable = importableRows(current)
  return (
    <Panel title={m.fileTitle}>
      <Form method="post" encType="multipart/form-data" className={styles.form} noValidate>
        <CampaignField campaigns={campaigns} onChange={() => setOutdated(answer)} />
        <TextField
          label={m.file}
          name="file"
          type="file"
          accept=".xlsx,.csv,.txt"
          hint={m.fileHint(mostRows)}
          error={current?.refusal ? m.refusals[current.refusal] : null}
          onChange={() => setOutdated(answer)}
        />
        <input type="hidden" name="digest" value={current?.check?.digest ?? ''} />
        <Actions importable={importable} />
        {importable > 0 && <Notice>{m.runHint}</Notice>}
      </Form>
    </Panel>
  )
}

/** How many rows an import of the checked file would write; none once it has been imported. */
function importableRows(answer: Answer | null): number {
  if (!answer?.check || answer.written !== null) return 0
  return answer.check.counts.new + answer.check.counts.changed
}

function CampaignField({ campaigns, onChange }: { campaigns: Campaign[]; onChange: () => void }) {
  const m = useMessages(studyMessages)
  const locale = useLocale()
  const [chosen, setChosen] = useState(campaigns.find(({ isLocked }) => !isLocked) ?? campaigns[0])
  return (
    <SelectField
      label={m.campaign}
      name="campaign"
      value={chosen?.id}
      hint={chosen && m.target(chosen.studyTotalTarget, chosen.studyCompulsoryTarget)}
      onChange={(event) => {
        setChosen(campaigns.find(({ id }) => id === event.target.value))
        onChange()
      }}
    >
      {campaigns.map((campaign) => (
        <option key={campaign.id} value={campaign.id}>
          {campaign.isLocked ? m.locked(nameIn(locale, campaign)) : nameIn(locale, campaign)}
        </option>
      ))}
    </SelectField>
  )
}

function Actions({ importable }: { importable: number }) {
  const m = useMessages(studyMessages)
  const navigation = useNavigation()
  const running = navigation.state === 'idle' ? null : navigation.formData?.get('intent')
  return (
    <div className={styles.actions}>
      <Button
        name="intent"
        value="check"
        variant={importable > 0 ? 'secondary' : 'primary'}
        busy={running === 'check'}
      >
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
  )
}
