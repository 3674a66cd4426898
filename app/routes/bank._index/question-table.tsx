import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { MarkedWords } from '#app/components/bank/marked-words.tsx'
import { seenName, seenOf } from '#app/components/bank/read-seen.ts'
import { StateBadge } from '#app/components/bank/state-badge.tsx'
import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionListView } from '#app/services/questions/list-questions.ts'
import { Table, type Column } from '#app/ui/table.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

import styles from './bank.module.css'

type Row = QuestionListView['questions'][number]

type QuestionTableProps = {
  questions: readonly Row[]
  /** What was looked for, to be marked where it stands. */
  words: readonly string[]
  /** The form that boxes to tick belong to; null where nothing can be approved. */
  batchForm: string | null
  empty: ReactNode
}

/** A page of questions. The key stands on the question's own page only. */
export function QuestionTable({ questions, words, batchForm, empty }: QuestionTableProps) {
  const m = useMessages(bankMessages)
  const columns: Column<Row>[] = [
    {
      key: 'code',
      header: m.columns.code,
      rowHeader: true,
      cell: ({ questionId, code }) => (
        <Link to={`/bank/${questionId}`} className={styles.code}>
          {code}
        </Link>
      ),
    },
    {
      key: 'stem',
      header: m.columns.stem,
      cell: ({ stem, caseCode }) => (
        <div>
          <span className={styles.stem} lang="zh-CN">
            <MarkedWords text={stem} words={words} />
          </span>
          {caseCode && (
            <Link to={`/bank/cases/${encodeURIComponent(caseCode)}`} className={styles.case}>
              {m.inCase(caseCode)}
            </Link>
          )}
        </div>
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
  if (batchForm !== null) columns.unshift(chooseColumn(m, batchForm))
  return (
    <Table
      caption={m.questions}
      columns={columns}
      rows={questions}
      rowKey={({ questionId }) => questionId}
      empty={empty}
      stacked
    />
  )
}

function chooseColumn(m: (typeof bankMessages)['zh-CN' | 'en'], form: string): Column<Row> {
  return {
    key: 'choose',
    header: <VisuallyHidden>{m.columns.choose}</VisuallyHidden>,
    cell: ({ questionId, version, code, mayApprove }) =>
      mayApprove ? (
        <label className={styles.pick}>
          <input type="checkbox" form={form} name={seenName} value={seenOf({ questionId, version })} />
          <VisuallyHidden>{m.batch.choose(code)}</VisuallyHidden>
        </label>
      ) : (
        <span className={styles.word}>{m.batch.own}</span>
      ),
  }
}
