import { Link } from '@remix-run/react'

import { StateBadge } from '#app/components/bank/state-badge.tsx'
import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionListView } from '#app/services/questions/list-questions.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Table, type Column } from '#app/ui/table.tsx'

import styles from './bank.module.css'

type Row = QuestionListView['questions'][number]
type QuestionTableProps = { questions: readonly Row[]; isFiltered: boolean; mayWrite: boolean }

/** A page of questions. The key stands on the question's own page only. */
export function QuestionTable({ questions, isFiltered, mayWrite }: QuestionTableProps) {
  const m = useMessages(bankMessages)
  const columns: Column<Row>[] = [
    {
      key: 'code',
      header: m.columns.code,
      cell: ({ questionId, code }) => (
        <Link to={`/bank/${questionId}`} className={styles.code}>
          {code}
        </Link>
      ),
    },
    {
      key: 'stem',
      header: m.columns.stem,
      cell: ({ stem }) => (
        <span className={styles.stem} lang="zh-CN">
          {stem}
        </span>
      ),
    },
    {
      key: 'kind',
      header: m.columns.kind,
      cell: ({ kind }) => <span className={styles.word}>{m.kinds[kind]}</span>,
    },
    {
      key: 'citation',
      header: m.columns.citation,
      cell: ({ lawShort, article }) => <span lang="zh-CN">{m.citation(lawShort, article)}</span>,
    },
    {
      key: 'difficulty',
      header: m.columns.difficulty,
      cell: ({ difficulty }) => m.difficulties[difficulty],
    },
    { key: 'version', header: m.columns.version, numeric: true, cell: ({ version }) => version },
    { key: 'state', header: m.columns.state, cell: ({ state }) => <StateBadge state={state} /> },
  ]
  return (
    <Table
      caption={m.questions}
      columns={columns}
      rows={questions}
      rowKey={({ questionId }) => questionId}
      empty={
        <EmptyState
          title={m.emptyTitle}
          icon="search"
          action={
            isFiltered ? (
              <LinkButton to="/bank">{m.filter.clear}</LinkButton>
            ) : (
              mayWrite && <LinkButton to="/bank/new">{m.newQuestion}</LinkButton>
            )
          }
        >
          {isFiltered ? m.empty : m.emptyBank}
        </EmptyState>
      }
      stacked
    />
  )
}
