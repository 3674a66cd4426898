import { Link } from '@remix-run/react'

import { PhaseBadge } from '#app/components/bank-files/phase-badge.tsx'
import { bankFileMessages } from '#app/i18n/bank-files.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { JobPhase } from '#app/services/bank-files/import-jobs.ts'
import { Panel } from '#app/ui/panel.tsx'
import { Table } from '#app/ui/table.tsx'

import styles from './import.module.css'

type Job = { id: string; name: string; phase: JobPhase; rejected: number | null }

/** The reader's own files of the last hour. */
export function RecentFiles({ jobs }: { jobs: readonly Job[] }) {
  const m = useMessages(bankFileMessages)
  return (
    <Panel title={m.jobs} flush>
      <p className={styles.remark}>{m.jobsHint}</p>
      <Table
        caption={m.jobs}
        rows={jobs}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            header: m.jobColumns.name,
            cell: ({ id, name }) => (
              <Link to={`/bank/import/${id}`} className={styles.name} lang="zh-CN">
                {name}
              </Link>
            ),
          },
          { key: 'phase', header: m.jobColumns.phase, cell: ({ phase }) => <PhaseBadge phase={phase} /> },
          {
            key: 'rejected',
            header: m.jobColumns.rejected,
            numeric: true,
            cell: ({ rejected }) => rejected?.toLocaleString('en-US') ?? '—',
          },
        ]}
        stacked
      />
    </Panel>
  )
}
