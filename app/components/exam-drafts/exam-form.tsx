import { Form, useNavigation } from '@remix-run/react'
import { type ReactNode, useState } from 'react'

import { useInLanguage } from '#app/components/in-language.ts'
import { pointsText } from '#app/domain/blueprint-draft.ts'
import type { ExamDraft, ExamFaults } from '#app/domain/exam-draft.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { examsMessages } from '#app/i18n/exams.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ExamChoices } from '#app/services/exam-drafts/read-exam-form.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { RadioGroup } from '#app/ui/radio-group.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import styles from './exam-form.module.css'
import type { ExamAnswer } from './read-exam-draft.ts'

type ExamFormProps = {
  draft: ExamDraft
  /** The template or blueprint that is copied; empty: the exam keeps what it asks. */
  from: string
  choices: ExamChoices
  /** Of a new exam; null: the campaign of an exam is not changed. */
  campaignId: string | null
  /** The state the form was filled from; null for a new exam. */
  base: string | null
  answer: ExamAnswer | null
  cancelTo: string
}

/** The form of an exam, new or edited. Each answer of the server fills it anew. */
export function ExamForm({ answer, ...props }: ExamFormProps) {
  const [filled, setFilled] = useState({ answer, round: 0 })
  if (filled.answer !== answer) setFilled({ answer, round: filled.round + 1 })
  const { draft, from, campaignId } = answer ?? props
  return (
    <FilledForm
      key={filled.round}
      {...props}
      answer={answer}
      draft={draft}
      from={from}
      campaignId={props.campaignId === null ? null : campaignId}
    />
  )
}

function FilledForm({ draft, from, choices, campaignId, base, answer, cancelTo }: ExamFormProps) {
  const m = useMessages(examsMessages)
  const { formData } = useNavigation()
  const faults = answer?.faults ?? {}
  return (
    <Form method="post" noValidate preventScrollReset className={styles.form}>
      {/* What Enter in a field presses: the first button of a form. */}
      <button name="intent" value="save" className={styles.unseen} tabIndex={-1} aria-hidden="true">
        {m.form.save}
      </button>
      {base !== null && <input type="hidden" name="base" value={base} />}
      <Refused answer={answer} />
      <What
        draft={draft}
        faults={faults}
        campaigns={campaignId === null ? null : choices.campaigns}
        campaignId={campaignId}
      />
      <Paper
        from={from}
        choices={choices}
        mayKeep={base !== null}
        isBusy={formData?.get('intent') === 'fill'}
      />
      <Rules draft={draft} faults={faults} />
      <div className={styles.buttons}>
        <Button variant="primary" name="intent" value="save" busy={formData?.get('intent') === 'save'}>
          {m.form.save}
        </Button>
        <LinkButton to={cancelTo}>{m.form.cancel}</LinkButton>
      </div>
    </Form>
  )
}

function Refused({ answer }: { answer: ExamAnswer | null }) {
  const m = useMessages(examsMessages)
  if (!answer) return null
  if (answer.refusal)
    return (
      <Notice tone="danger" role="alert">
        {m.refusals[answer.refusal]}
      </Notice>
    )
  if (Object.keys(answer.faults).length === 0) return null
  return (
    <Notice tone="danger" role="alert">
      {m.form.faulty}
    </Notice>
  )
}

type WhatProps = {
  draft: ExamDraft
  faults: ExamFaults
  campaigns: ExamChoices['campaigns'] | null
  campaignId: string | null
}

function What({ draft, faults, campaigns, campaignId }: WhatProps) {
  const m = useMessages(examsMessages)
  const name = useInLanguage()
  const error = useErrors(faults)
  return (
    <Panel title={m.form.what}>
      {campaigns && (
        <SelectField label={m.form.campaign} name="campaign" defaultValue={campaignId ?? ''}>
          {campaigns.map(({ id, nameZh, nameEn }) => (
            <option key={id} value={id}>
              {name(nameZh, nameEn)}
            </option>
          ))}
        </SelectField>
      )}
      <RadioGroup
        legend={m.form.kind}
        name="kind"
        defaultValue={draft.kind}
        options={(['online', 'centre'] as const).map((kind) => ({
          value: kind,
          label: m.kinds[kind],
          hint: m.form.kindHints[kind],
        }))}
      />
      <div className={styles.pair}>
        <TextField
          label={m.form.titleZh}
          name="titleZh"
          maxLength={60}
          autoComplete="off"
          defaultValue={draft.titleZh}
          error={error('titleZh')}
        />
        <TextField
          label={m.form.titleEn}
          hint={m.form.titleEnHint}
          name="titleEn"
          maxLength={120}
          autoComplete="off"
          optional
          defaultValue={draft.titleEn}
          error={error('titleEn')}
        />
      </div>
    </Panel>
  )
}

type PaperProps = { from: string; choices: ExamChoices; mayKeep: boolean; isBusy: boolean }

function Paper({ from, choices, mayKeep, isBusy }: PaperProps) {
  const m = useMessages(examsMessages).form
  const words = useMessages(blueprintMessages)
  const name = useInLanguage()
  const option = ({ id, nameZh, nameEn, fullMarks }: ExamChoices['sources'][number]): ReactNode => {
    const known: Readonly<Record<string, string>> = words.templates
    const label = nameZh === null ? (known[id] ?? id) : name(nameZh, nameEn ?? nameZh)
    return (
      <option key={id} value={id}>
        {m.fromOption(label, pointsText(fullMarks))}
      </option>
    )
  }
  const own = choices.sources.filter(({ nameZh }) => nameZh !== null)
  return (
    <Panel title={m.paper}>
      <div className={styles.line}>
        <SelectField
          className={styles.wide}
          label={m.from}
          hint={m.fromHint}
          name="from"
          defaultValue={from}
          required={false}
        >
          {mayKeep && <option value="">{m.fromKeep}</option>}
          {own.length > 0 && <optgroup label={m.own}>{own.map(option)}</optgroup>}
          <optgroup label={m.shipped}>
            {choices.sources.filter(({ nameZh }) => nameZh === null).map(option)}
          </optgroup>
        </SelectField>
        <Button name="intent" value="fill" busy={isBusy}>
          {m.fill}
        </Button>
      </div>
    </Panel>
  )
}

function Rules({ draft, faults }: { draft: ExamDraft; faults: ExamFaults }) {
  const m = useMessages(examsMessages)
  const error = useErrors(faults)
  const field = (name: 'minutes' | 'passPoints' | 'tries', label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      name={name}
      inputMode={name === 'passPoints' ? 'decimal' : 'numeric'}
      autoComplete="off"
      defaultValue={draft[name]}
      error={error(name)}
    />
  )
  const moment = (name: 'opensAt' | 'closesAt', label: string) => (
    <TextField
      label={label}
      name={name}
      type="datetime-local"
      defaultValue={draft[name]}
      error={error(name)}
      required={false}
    />
  )
  const options = (words: Record<string, string>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }))
  return (
    <Panel title={m.form.rules}>
      <div className={styles.three}>
        {field('minutes', m.form.minutes)}
        {field('passPoints', m.form.pass)}
        {field('tries', m.form.tries, m.form.triesHint)}
      </div>
      <fieldset>
        <legend className={styles.legend}>{m.form.window}</legend>
        <p className={styles.hint}>{m.form.windowHint}</p>
        <div className={styles.three}>
          {moment('opensAt', m.form.opens)}
          {moment('closesAt', m.form.closes)}
        </div>
      </fieldset>
      <TextField
        className={styles.day}
        label={m.form.lawDate}
        hint={m.form.lawDateHint}
        name="lawDate"
        type="date"
        defaultValue={draft.lawDate}
        error={error('lawDate')}
      />
      <div className={styles.pair}>
        <RadioGroup
          legend={m.form.multipleScoring}
          name="multipleScoring"
          options={options(m.form.scorings)}
          defaultValue={draft.multipleScoring}
        />
        <RadioGroup
          legend={m.form.release}
          name="release"
          options={options(m.form.releases)}
          defaultValue={draft.release}
          error={error('release')}
        />
      </div>
    </Panel>
  )
}

function useErrors(faults: ExamFaults): (field: keyof ExamDraft) => string | undefined {
  const m = useMessages(examsMessages).faults
  return (field) => {
    const fault = faults[field]
    return fault && m[fault]
  }
}
