import { Form, Link } from '@remix-run/react'

import { StateBadge } from '#app/components/bank/state-badge.tsx'
import { Time } from '#app/components/time.tsx'
import { bankQuestionMessages } from '#app/i18n/bank-question.ts'
import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionView } from '#app/services/questions/read-question.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { Table, type Column } from '#app/ui/table.tsx'
import { Toolbar } from '#app/ui/toolbar.tsx'

import styles from './question.module.css'

type Version = QuestionView['versions'][number]

/** The versions of a question, two of them beside one another, and what its reviewers said. */
export function QuestionHistory({ view }: { view: QuestionView }) {
  const m = useMessages(bankQuestionMessages)
  return (
    <>
      <Panel title={m.versions} flush>
        <Table
          caption={m.versions}
          columns={useColumns(view.question.id)}
          rows={view.versions}
          rowKey={({ version }) => String(version)}
          stacked
        />
      </Panel>
      {view.versions.length > 1 && <CompareForm view={view} />}
      <Panel title={m.reviews}>
        {view.reviews.length === 0 ? (
          <p>{m.noReviews}</p>
        ) : (
          <ol className={styles.reviews}>
            {view.reviews.map(({ id, step, comment, at, version, by }) => (
              <li key={id} className={styles.review}>
                <p>
                  <strong>{m.steps[step]}</strong> · {m.about(version, by)} · <Time at={at} />
                </p>
                {comment && (
                  <p className={styles.comment} lang="">
                    {comment}
                  </p>
                )}
              </li>
            ))}
          </ol>
        )}
      </Panel>
    </>
  )
}

function CompareForm({ view: { question, versions } }: { view: QuestionView }) {
  const m = useMessages(bankQuestionMessages)
  const choice = (name: string, label: string, chosen: number | undefined) => (
    <SelectField label={label} name={name} defaultValue={String(chosen ?? '')} required={false}>
      {versions.map(({ version }) => (
        <option key={version} value={version}>
          {m.version(version)}
        </option>
      ))}
    </SelectField>
  )
  return (
    <Form method="get" action={`/bank/${question.id}/differences`} aria-label={m.compare}>
      <Toolbar>
        {choice('from', m.compareFrom, versions[1]?.version)}
        {choice('to', m.compareTo, versions[0]?.version)}
        <Button>{m.compareShow}</Button>
      </Toolbar>
    </Form>
  )
}

function useColumns(questionId: string): Column<Version>[] {
  const m = useMessages(bankMessages)
  const { version: named } = useMessages(bankQuestionMessages)
  return [
    {
      key: 'version',
      header: m.columns.version,
      cell: ({ version }) => <Link to={`/bank/${questionId}?version=${version}`}>{named(version)}</Link>,
    },
    { key: 'state', header: m.columns.state, cell: ({ state }) => <StateBadge state={state} /> },
    { key: 'by', header: m.columns.by, cell: ({ author, origin }) => author ?? m.origins[origin] },
    {
      key: 'approver',
      header: m.columns.approver,
      cell: ({ approver, approvedAt, origin }) =>
        approver ?? (approvedAt && origin === 'shipped' ? m.shippedApproval : '—'),
    },
    {
      key: 'at',
      header: m.columns.at,
      cell: ({ approvedAt, createdAt }) => <Time at={approvedAt ?? createdAt} />,
    },
  ]
}
