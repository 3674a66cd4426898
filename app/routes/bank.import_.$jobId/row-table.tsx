import { Link } from '@remix-run/react'
import { clsx } from 'clsx'

import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ImportOutcome } from '#app/services/bank-files/import-file.ts'
import type { JobRow } from '#app/services/bank-files/job-row.ts'
import type { ShownRows } from '#app/services/bank-files/read-job.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { buttonLook } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { type Column, Table } from '#app/ui/table.tsx'

import styles from './job.module.css'

type Row = Omit<JobRow, 'fault'> & { reason: string }
type RowTableProps = {
  jobId: string
  rows: readonly Row[]
  counts: ImportOutcome['counts']
  format: ImportOutcome['format']
  show: ShownRows
  hasSheets: boolean
  total: number
  found: number
  page: number
  pageCount: number
}

const tones = {
  new: 'success',
  changed: 'info',
  unchanged: 'neutral',
  rejected: 'danger',
} satisfies Record<Row['verdict'], BadgeTone>

/** What became of each row of a file. */
export function RowTable({ jobId, rows, counts, format, show, total, found, ...page }: RowTableProps) {
  const m = useMessages(bankFileMessages)
  const columns: Column<Row>[] = [
    { key: 'row', header: m.rowColumns.row, cell: (row) => <Place {...row} format={format} /> },
    { key: 'stem', header: m.rowColumns.stem, cell: ({ stem }) => <span lang="zh-CN">{stem || '—'}</span> },
    { key: 'code', header: m.rowColumns.code, cell: ({ code }) => <Code code={code} /> },
    {
      key: 'verdict',
      header: m.rowColumns.verdict,
      cell: ({ verdict }) => <Badge tone={tones[verdict]}>{m.verdicts[verdict]}</Badge>,
    },
    { key: 'reason', header: m.rowColumns.reason, cell: (row) => <Remark {...row} /> },
  ]
  return (
    <Panel title={m.rowsTitle} actions={counts.rejected > 0 && <MarkedFile jobId={jobId} />} flush>
      <Filter counts={counts} total={total} show={show} />
      <Table
        caption={m.caption}
        columns={columns}
        rows={rows}
        rowKey={({ row, sheet, code }) => `${sheet ?? ''} ${row} ${code ?? ''}`}
        empty={<EmptyState title={m.noRows}>{m.noRowsNext}</EmptyState>}
        stacked
      />
      <div className={styles.pages}>
        <Pagination page={page.page} pageCount={page.pageCount} total={found} />
      </div>
    </Panel>
  )
}

function MarkedFile({ jobId }: { jobId: string }) {
  const m = useMessages(bankFileMessages)
  return (
    <a href={`/bank/import/${jobId}/marked`} download className={buttonLook({ size: 'small' })}>
      {m.corrections}
    </a>
  )
}

function Filter({ counts, total, show }: Pick<RowTableProps, 'counts' | 'total' | 'show'>) {
  const m = useMessages(bankFileMessages)
  const choices: [ShownRows, number][] = [
    ['all', total],
    ['rejected', counts.rejected],
    ['new', counts.new],
    ['changed', counts.changed],
    ['unchanged', counts.unchanged],
  ]
  return (
    <nav className={styles.filter} aria-label={m.show}>
      {choices.map(([choice, count]) => (
        <Link
          key={choice}
          to={`?show=${choice}`}
          preventScrollReset
          className={clsx(styles.choice, choice === show && styles.chosen)}
          aria-current={choice === show ? 'true' : undefined}
        >
          {m.shown[choice]} {count.toLocaleString('en-US')}
        </Link>
      ))}
    </nav>
  )
}

function Place({ row, sheet, format }: Pick<Row, 'row' | 'sheet'> & Pick<RowTableProps, 'format'>) {
  const m = useMessages(bankFileMessages)
  return (
    <span className={styles.place}>
      {sheet !== null && <span lang="zh-CN">{sheet} </span>}
      {m.places[format](row)}
    </span>
  )
}

function Code({ code }: { code: string | null }) {
  return <span className={styles.code}>{code ?? '—'}</span>
}

function Remark({ verdict, code, changed, reason }: Row) {
  const m = useMessages(bankFileMessages)
  if (verdict === 'rejected') return <>{reason}</>
  if (verdict === 'changed')
    return <>{m.changedParts(changed.map((part) => m.parts[part]).join(m.partMark))}</>
  return <>{verdict === 'new' && code === null ? m.willGetCode : '—'}</>
}
