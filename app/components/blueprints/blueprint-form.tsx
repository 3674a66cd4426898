import { Form, useFetcher, useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'

import {
  type BlueprintDraft,
  type DraftTotals,
  mostParts,
  pointsText,
  totalsOf,
} from '#app/domain/blueprint-draft.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { DraftProof } from '#app/services/blueprints/prove-draft.ts'
import type { LawField } from '#app/services/blueprints/read-blueprint.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'

import type { BlueprintAnswer } from './blueprint-answer.ts'
import styles from './blueprint-form.module.css'
import { Basics } from './basics.tsx'
import { PartEditor } from './part-editor.tsx'
import { ProofPanel } from './proof-panel.tsx'
import { readDraft } from './read-draft.ts'

type BlueprintFormProps = {
  /** What the form is filled with before anything was sent. */
  draft: BlueprintDraft
  answer: BlueprintAnswer | null
  /** Of `draft`; null: it cannot be proved. */
  proof: DraftProof | null
  lawFields: readonly LawField[]
  /** When it had been changed last (milliseconds); null for a new one. */
  base: number | null
  cancelTo: string
}

/** The form of a blueprint. Each answer of the server fills it anew. */
export function BlueprintForm({ answer, draft, ...props }: BlueprintFormProps) {
  const [filled, setFilled] = useState({ answer, round: 0 })
  if (filled.answer !== answer) setFilled({ answer, round: filled.round + 1 })
  return (
    <FilledForm
      key={filled.round}
      {...props}
      answer={answer}
      draft={answer?.draft ?? draft}
      proof={answer ? answer.proof : props.proof}
    />
  )
}

function FilledForm({ draft, answer, proof, lawFields, base, cancelTo }: BlueprintFormProps) {
  const m = useMessages(blueprintMessages)
  const [live, setLive] = useState(draft)
  const form = useRef<HTMLFormElement>(null)
  const check = useLiveProof(form, live, draft)
  useFocus(answer?.focus ?? null)
  const totals = totalsOf(live)
  const faults = answer?.faults ?? {}
  return (
    <Form
      ref={form}
      method="post"
      noValidate
      preventScrollReset
      className={styles.form}
      onChange={(event) => setLive(readDraft(new FormData(event.currentTarget)) ?? live)}
    >
      {/* What Enter in a field presses: the first button of a form. */}
      <button name="intent" value="prove" className={styles.unseen} tabIndex={-1} aria-hidden="true">
        {m.form.recount}
      </button>
      {base !== null && <input type="hidden" name="base" value={base} />}
      <Refused answer={answer} />
      <Basics draft={live} faults={faults} />
      {live.parts.map((part, index) => (
        <PartEditor
          key={index}
          index={index}
          draft={part}
          isOnly={live.parts.length === 1}
          totals={totals.parts[index]}
          faults={faults}
          lawFields={lawFields}
        />
      ))}
      {live.parts.length < mostParts && (
        <div>
          <Button id="add-part" name="intent" value="add-part" icon="document">
            {m.form.addPart}
          </Button>
        </div>
      )}
      <ProofPanel
        proof={check.isStale ? null : (check.proof ?? proof)}
        isBusy={check.isBusy}
        laws={lawFields}
      />
      <Foot totals={totals} isChecking={check.isBusy} cancelTo={cancelTo} />
    </Form>
  )
}

/** The bank is asked again a moment after the last change. Without the page's script a button does it. */
function useLiveProof(
  form: React.RefObject<HTMLFormElement>,
  live: BlueprintDraft,
  draft: BlueprintDraft,
): { proof: DraftProof | null; isBusy: boolean; isStale: boolean } {
  const fetcher = useFetcher<BlueprintAnswer>()
  const [asked, setAsked] = useState(draft)
  const { submit } = fetcher
  const hasChanged = live !== asked
  useEffect(() => {
    if (!hasChanged) return
    const timer = setTimeout(() => {
      if (!form.current) return
      const sent = new FormData(form.current)
      sent.set('intent', 'prove')
      setAsked(live)
      submit(sent, { method: 'post' })
    }, 700)
    return () => clearTimeout(timer)
  }, [hasChanged, live, form, submit])
  const isBusy = fetcher.state !== 'idle'
  return { proof: fetcher.data?.proof ?? null, isBusy, isStale: hasChanged || isBusy }
}

/** The reader goes on where the button changed something. */
function useFocus(id: string | null): void {
  useEffect(() => {
    if (id !== null) document.getElementById(id)?.focus()
  }, [id])
}

function Refused({ answer }: { answer: BlueprintAnswer | null }) {
  const m = useMessages(blueprintMessages)
  if (!answer) return null
  const isFaulty = Object.keys(answer.faults).length > 0
  if (!answer.refusal && !isFaulty) return null
  const total = answer.faults['total']
  return (
    <Notice tone="danger" role="alert" title={answer.refusal ? undefined : m.form.faulty}>
      {answer.refusal ? m.refusals[answer.refusal] : total && m.faults[total]}
    </Notice>
  )
}

type FootProps = { totals: DraftTotals; isChecking: boolean; cancelTo: string }

/** Stays in view: what the paper comes to, and what can be done with it. */
function Foot({ totals, isChecking, cancelTo }: FootProps) {
  const m = useMessages(blueprintMessages).form
  const { formData } = useNavigation()
  const isBusy = (intent: string) => formData?.get('intent') === intent
  return (
    <div className={styles.foot}>
      <output className={styles.sum}>{m.sumOf(totals.items, pointsText(totals.marks))}</output>
      <div className={styles.buttons}>
        <Button variant="primary" name="intent" value="save" busy={isBusy('save')}>
          {m.save}
        </Button>
        <Button name="intent" value="prove" busy={isChecking || isBusy('prove')}>
          {m.recount}
        </Button>
        <LinkButton to={cancelTo}>{m.cancel}</LinkButton>
      </div>
    </div>
  )
}
