import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { useInLanguage } from '#app/components/in-language.ts'
import { Time } from '#app/components/time.tsx'
import { sittingMessages } from '#app/i18n/sittings.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { SittingSummary } from '#app/services/sittings/list-sittings.ts'
import { Table, type Column } from '#app/ui/table.tsx'

import { PhaseBadge } from './phase-badge.tsx'
import styles from './sitting-table.module.css'

type SittingTableProps = {
  caption: string
  sittings: readonly SittingSummary[]
  empty?: ReactNode
  /** Where a row leads, for those who may go there. */
  act?: { label: string; to: (sitting: SittingSummary) => string }
}

/** Sittings with place, start, state and how many candidates are how far. */
export function SittingTable({ caption, sittings, empty, act }: SittingTableProps) {
  const m = useMessages(sittingMessages)
  const columns = useSittingColumns()
  const last: Column<SittingSummary>[] = act
    ? [
        {
          key: 'act',
          header: m.columns.open,
          cell: (sitting) => (
            <Link className={styles.unbroken} to={act.to(sitting)}>
              {act.label}
            </Link>
          ),
        },
      ]
    : []
  return (
    <Table
      caption={caption}
      columns={[...columns, ...last]}
      rows={sittings}
      rowKey={({ id }) => id}
      empty={empty}
      stacked
    />
  )
}

/** The columns every list of sittings has. */
export function useSittingColumns(): Column<SittingSummary>[] {
  const m = useMessages(sittingMessages)
  const name = useInLanguage()
  const count = (key: 'sitting' | 'handedIn' | 'absent'): Column<SittingSummary> => ({
    key,
    header: m.columns[key],
    numeric: true,
    cell: ({ counts }) => counts[key]?.toLocaleString('en-US') ?? '—',
  })
  return [
    {
      key: 'exam',
      header: m.columns.exam,
      cell: (row) => (
        <span className={styles.exam}>
          {name(row.examTitleZh, row.examTitleEn)}
          <span className={styles.place}>
            {m.place(name(row.centreZh, row.centreEn), name(row.roomZh, row.roomEn))}
          </span>
        </span>
      ),
    },
    {
      key: 'start',
      header: m.columns.start,
      cell: (row) => (
        <span className={styles.unbroken}>
          <Time at={row.startsAt} style="weekday" />
        </span>
      ),
    },
    { key: 'state', header: m.columns.state, cell: (row) => <PhaseBadge phase={row.phase} /> },
    {
      key: 'checkedIn',
      header: m.columns.checkedIn,
      numeric: true,
      cell: ({ counts }) => m.checkedInOf(counts.checkedIn, counts.registered),
    },
    count('sitting'),
    count('handedIn'),
    count('absent'),
  ]
}
