import { Link } from '@remix-run/react'

import { StateBadge } from '#app/components/bank/state-badge.tsx'
import { Time } from '#app/components/time.tsx'
import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionView } from '#app/services/questions/read-question.ts'
import { Panel } from '#app/ui/panel.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

import styles from './question.module.css'

type Version = QuestionView['versions'][number]

/** The versions of a question, and what its reviewers said. */
export function QuestionHistory({ view }: { view: QuestionView }) {
  const m = useMessages(bankMessages)
  return (
    <>
      <Panel title={m.question.versions} flush>
        <Table
          caption={m.question.versions}
          columns={useColumns(view.question.id)}
          rows={view.versions}
          rowKey={({ version }) => String(version)}
          stacked
        />
      </Panel>
      <Panel title={m.question.reviews}>
        {view.reviews.length === 0 ? (
          <p>{m.question.noReviews}</p>
        ) : (
          <ol className={styles.reviews}>
            {view.reviews.map(({ id, step, comment, at, version, by }) => (
              <li key={id} className={styles.review}>
                <p>
                  <strong>{m.question.steps[step]}</strong> · {m.question.about(version, by)} ·{' '}
                  <Time at={at} />
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

function useColumns(questionId: string): Column<Version>[] {
  const m = useMessages(bankMessages)
  return [
    {
      key: 'version',
      header: m.columns.version,
      cell: ({ version }) => (
        <Link to={`/bank/${questionId}?version=${version}`}>{m.question.version(version)}</Link>
      ),
    },
    { key: 'state', header: m.columns.state, cell: ({ state }) => <StateBadge state={state} /> },
    { key: 'by', header: m.columns.by, cell: ({ author }) => author ?? m.shipped },
    {
      key: 'approver',
      header: m.columns.approver,
      cell: ({ approver, approvedAt }) => approver ?? (approvedAt ? m.shippedApproval : '—'),
    },
    {
      key: 'at',
      header: m.columns.at,
      cell: ({ approvedAt, createdAt }) => <Time at={approvedAt ?? createdAt} />,
    },
  ]
}
