import { Form, useNavigation } from '@remix-run/react'

import { regradeMessages } from '#app/i18n/regrade.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { KeyFixView } from '#app/services/regrade/read-key-fix.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-area-field.tsx'

import styles from './key-fix.module.css'

type Answer = { refusal: string; intent: string; reason: string } | null
type DecisionFormsProps = Pick<KeyFixView, 'keyFix' | 'effect' | 'may'> & { answer: Answer }

/** What this reader can do about a correction: approve it, turn it down, take it back. */
export function DecisionForms({ keyFix, effect, may, answer }: DecisionFormsProps) {
  const m = useMessages(regradeMessages).decide
  if (may.own) return <Notice>{keyFix.state === 'proposed' ? m.own : m.ownApproval}</Notice>
  if (may.decide) {
    return (
      <Panel title={m.title}>
        <div className={styles.forms}>
          <Approve effect={effect} />
          <Reasoned intent="rejected" answer={answer} />
        </div>
      </Panel>
    )
  }
  if (!may.revert) return null
  return (
    <Panel title={m.revertTitle}>
      <div className={styles.forms}>
        <p>{m.revertLead}</p>
        <Reasoned intent="reverted" answer={answer} />
      </div>
    </Panel>
  )
}

function Approve({ effect }: Pick<KeyFixView, 'effect'>) {
  const m = useMessages(regradeMessages).decide
  const busy = useBusy('approved')
  if (effect && effect.broken > 0) return null
  return (
    <Form method="post" className={styles.form}>
      <p>{m.approveLead}</p>
      {effect?.seen && (
        <>
          <input type="hidden" name="asOf" value={effect.seen.asOf.toISOString()} />
          <input type="hidden" name="digest" value={effect.seen.digest} />
        </>
      )}
      <div>
        <Button variant="primary" icon="check" name="intent" value="approved" busy={busy}>
          {m.approve}
        </Button>
      </div>
      <Working isBusy={busy} />
    </Form>
  )
}

function Reasoned({ intent, answer }: { intent: 'rejected' | 'reverted'; answer: Answer }) {
  const { decide: m, refusals } = useMessages(regradeMessages)
  const busy = useBusy(intent)
  const words =
    intent === 'rejected'
      ? { label: m.rejectReason, hint: m.rejectHint, button: m.reject }
      : { label: m.revertReason, hint: m.revertHint, button: m.revert }
  const mine = answer?.intent === intent ? answer : null
  return (
    <Form method="post" noValidate className={styles.form}>
      <TextAreaField
        label={words.label}
        hint={words.hint}
        name="reason"
        maxLength={500}
        rows={3}
        defaultValue={mine?.reason}
        error={mine?.refusal === 'no-reason' ? refusals['no-reason'] : undefined}
        className={styles.wide ?? ''}
      />
      <div>
        <Button name="intent" value={intent} busy={busy}>
          {words.button}
        </Button>
      </div>
      <Working isBusy={busy && intent === 'reverted'} />
    </Form>
  )
}

/** Says that it takes a moment, while it does. */
function Working({ isBusy }: { isBusy: boolean }) {
  const m = useMessages(regradeMessages).decide
  return <p role="status">{isBusy ? m.working : ''}</p>
}

function useBusy(intent: string): boolean {
  const { state, formData } = useNavigation()
  return state !== 'idle' && formData?.get('intent') === intent
}
