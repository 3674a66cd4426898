import { useEffect } from 'react'
import { Form, Link, useNavigation } from '@remix-run/react'

import { useReread } from '#app/components/use-reread.ts'
import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ImportOutcome, Step } from '#app/services/bank-files/import-file.ts'
import type { JobPhase } from '#app/services/bank-files/import-jobs.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { NextStep } from '#app/ui/next-step.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { Spinner } from '#app/ui/spinner.tsx'

import styles from './job.module.css'

type Counts = ImportOutcome['counts']
type JobStateProps = {
  phase: JobPhase
  step: Step | null
  faultWords: string | null
  refusedTwice: string | null
  counts: Counts | null
}

/** How things stand with a file, and what to do now. */
export function JobState({ phase, step, faultWords, ...rest }: JobStateProps) {
  if (phase === 'checking' || phase === 'importing') return <UnderWay step={step} />
  if (phase === 'unreadable' || phase === 'failed') return <Refused phase={phase} faultWords={faultWords} />
  return <Judged phase={phase} {...rest} />
}

function Judged({ phase, refusedTwice, counts }: Omit<JobStateProps, 'step' | 'faultWords'>) {
  const m = useMessages(bankFileMessages)
  if (!counts) return null
  return (
    <>
      {refusedTwice === 'full' && (
        <Notice tone="warning" role="alert">
          {m.refusals.full}
        </Notice>
      )}
      {phase === 'imported' ? <Imported counts={counts} /> : <Checked counts={counts} />}
    </>
  )
}

function Refused({ phase, faultWords }: { phase: 'unreadable' | 'failed'; faultWords: string | null }) {
  const m = useMessages(bankFileMessages)
  return (
    <>
      <Notice tone="danger" role="alert" title={phase === 'failed' ? m.failedTitle : m.unreadableTitle}>
        {phase === 'failed' ? m.failed : faultWords}
      </Notice>
      <p>
        <LinkButton to="/bank/import">{m.backToImport}</LinkButton>
      </p>
    </>
  )
}

/** Looks again every second; without scripts, the reader does. */
function UnderWay({ step }: { step: Step | null }) {
  const m = useMessages(bankFileMessages)
  const reread = useReread()
  useEffect(() => {
    const timer = setInterval(reread, 1000)
    return () => clearInterval(timer)
  }, [reread])
  const label = m.steps[step?.step ?? 'reading']
  return (
    <Panel>
      <div className={styles.underWay} role="status">
        {step && step.of > 0 ? (
          <Progress label={label} value={step.done} max={step.of} unit={m.unit} />
        ) : (
          <p className={styles.waiting}>
            <Spinner label={label} />
            {label}
          </p>
        )}
        <p className={styles.remark}>
          {m.running} <Link to="">{m.refresh}</Link>
        </p>
      </div>
    </Panel>
  )
}

function Checked({ counts }: { counts: Counts }) {
  const m = useMessages(bankFileMessages)
  const importable = counts.new + counts.changed
  const intent = useNavigation().formData?.get('intent')
  const discard = (
    <Button name="intent" value="discard" variant="quiet" busy={intent === 'discard'}>
      {m.discard}
    </Button>
  )
  if (importable === 0)
    return (
      <Notice tone={counts.unchanged > 0 ? 'info' : 'warning'} role="status" title={m.nothingToImport}>
        {counts.unchanged > 0 ? m.nothingSame(counts.rejected) : m.nothingRejected}
      </Notice>
    )
  return (
    <NextStep
      title={m.checkedTitle(importable)}
      action={
        <Form method="post" className={styles.actions}>
          <Button name="intent" value="import" variant="primary" size="large" busy={intent === 'import'}>
            {m.run(importable)}
          </Button>
          {discard}
        </Form>
      }
    >
      {m.checkedHint(counts.rejected)}
    </NextStep>
  )
}

function Imported({ counts }: { counts: Counts }) {
  const m = useMessages(bankFileMessages)
  return (
    <Notice tone="success" role="status" title={m.importedTitle(counts.new + counts.changed)}>
      {m.importedNext} <Link to="/bank?state=in-review">{m.toReview}</Link>
    </Notice>
  )
}
