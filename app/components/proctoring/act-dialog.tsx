import { type FormEvent, useId, useState } from 'react'

import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { useToast } from '#app/ui/toast.tsx'

import styles from './act-dialog.module.css'
import { ActFields } from './act-form.tsx'
import { type Act, actRules, type ActValues } from './acts.ts'
import { postAct } from './post-act.ts'

const empty: ActValues = { reason: '', minutes: 5, text: '', kind: 'talking', tier: 'ordinary', note: '' }

type ActDialogProps = { act: Act; sittingId: string; onClose: () => void; onDone: () => void }

/** Asks for what an act needs, and does it. What is final is asked twice. Give it a key: each act starts afresh. */
export function ActDialog({ act, sittingId, onClose, onDone }: ActDialogProps) {
  const m = useMessages(proctoringMessages)
  const ui = useMessages(uiMessages)
  const say = useToast()
  const formId = useId()
  const [values, setValues] = useState(empty)
  const [step, setStep] = useState<'fill' | 'check'>('fill')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const rule = actRules[act.name]
  const label = m.acts[act.name]
  const checks = rule.twoSteps && step === 'fill'

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (checks) return setStep('check')
    setBusy(true)
    const outcome = await postAct(act, sittingId, values)
    setBusy(false)
    if (!outcome.done) return setProblem(outcome.words ?? m.failed)
    say(m.done(label))
    onDone()
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={step === 'check' ? m.confirmTitle(label) : label}
      footer={
        <>
          <Button
            type="button"
            onClick={onClose}
            {...(rule.fields.length === 0 && { 'data-autofocus': true })}
          >
            {ui.cancel}
          </Button>
          <Button
            type="submit"
            form={formId}
            busy={busy}
            variant={rule.danger && !checks ? 'danger' : 'primary'}
          >
            {checks ? m.twoSteps : label}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)}>
        {act.seat && <p className={styles.whom}>{m.forWhom(act.seat.seatNumber, act.seat.name)}</p>}
        <p className={styles.explain}>{m.explain[act.name]}</p>
        {problem && (
          <Notice tone="danger" role="alert">
            {problem}
          </Notice>
        )}
        {step === 'fill' ? (
          <ActFields fields={rule.fields} values={values} onChange={setValues} />
        ) : (
          <Check reason={values.reason} />
        )}
      </form>
    </Dialog>
  )
}

function Check({ reason }: { reason: string }) {
  const m = useMessages(proctoringMessages)
  return (
    <>
      <p className={styles.reason}>{m.fields.reasonGiven(reason)}</p>
      <Checkbox required name="checked" label={m.fields.confirm} />
    </>
  )
}
