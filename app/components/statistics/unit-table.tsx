import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { Rate } from '#app/components/rate.tsx'
import { formatMean, type Ratio } from '#app/domain/rates.ts'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { StatisticsView } from '#app/services/statistics/read-statistics.ts'
import { Table, type Column } from '#app/ui/table.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

import { nameIn } from './names.ts'
import { sortRows, type SortKey, type Sorting } from './sort-rows.ts'
import styles from './unit-table.module.css'

type Row = StatisticsView['rows'][number]
type Source = StatisticsView['total']

type UnitTableProps = {
  view: StatisticsView
  sorting: Sorting
  sortTo: (sort: string) => string
  unitTo: (unitId: string) => string
  absentTo: (unitId: string) => string
}

/** The figures per unit as offices list them: numerators and denominators beside every rate, 合计 last. */
export function UnitTable(props: UnitTableProps) {
  const { table } = useMessages(statisticsMessages)
  const locale = useLocale()
  const columns = useColumns(props)
  const { view, sorting } = props
  return (
    <div className={styles.dense}>
      <Table
        caption={table.caption(nameIn(locale, view.unit))}
        columns={columns}
        rows={sortRows(view.rows, sorting)}
        rowKey={(row) => row.unit.id}
      />
    </div>
  )
}

function useColumns({ view, sorting, sortTo, unitTo, absentTo }: UnitTableProps): Column<Row>[] {
  const m = useMessages(statisticsMessages)
  const locale = useLocale()
  const head = (key: Exclude<SortKey, 'order'>): ReactNode => (
    <SortLink {...{ sorting, sortTo, column: key }} label={m.table[key]} />
  )
  const number = (key: Exclude<SortKey, 'order'>, of: (source: Source) => ReactNode): Column<Row> => ({
    key,
    header: head(key),
    numeric: true,
    cell: of,
    total: of(view.total),
  })
  const count = (key: 'due' | 'sat' | 'passed' | 'excellent' | 'exempt' | 'voided') =>
    number(key, ({ counts }) => counts[key].toLocaleString('en-US'))
  const rate = (key: 'participation' | 'pass' | 'excellence' | 'study') =>
    number(key, ({ rates }) => <Rate ratio={rates[key]} />)
  const isOwn = (row: Row) => row.depth === 0 && view.rows.length > 1
  return [
    { key: 'number', header: m.table.number, cell: (_row, index) => index + 1, total: '' },
    {
      key: 'unit',
      header: m.table.unit,
      rowHeader: true,
      cell: (row) => (
        <UnitName row={row} isOwn={isOwn(row)} to={unitTo(row.unit.id)} name={nameIn(locale, row.unit)} />
      ),
      total: m.table.total,
    },
    count('due'),
    count('sat'),
    {
      ...number('absent', ({ counts }) => (counts.due - counts.sat).toLocaleString('en-US')),
      cell: (row) => <Absent row={row} to={absentTo(row.unit.id)} isLink={!isOwn(row)} />,
    },
    rate('participation'),
    count('passed'),
    rate('pass'),
    count('excellent'),
    rate('excellence'),
    number('mean', ({ rates }) => <Mean ratio={rates.meanScore} />),
    count('exempt'),
    rate('study'),
    ...(view.total.counts.voided > 0 ? [count('voided')] : []),
  ]
}

function Mean({ ratio }: { ratio: Ratio }) {
  return <>{formatMean(ratio)}</>
}

function UnitName({ row, isOwn, to, name }: { row: Row; isOwn: boolean; to: string; name: string }) {
  const m = useMessages(statisticsMessages)
  if (isOwn) return <>{m.own(name)}</>
  if (row.depth === 0) return <>{name}</>
  return (
    <Link to={to} className={row.depth > 1 ? styles.deeper : undefined}>
      {name}
    </Link>
  )
}

/** How many have not sat, opened down to the people. */
function Absent({ row, to, isLink }: { row: Row; to: string; isLink: boolean }) {
  const m = useMessages(statisticsMessages)
  const absent = row.counts.due - row.counts.sat
  if (absent === 0 || !isLink) return <>{absent.toLocaleString('en-US')}</>
  return (
    <Link to={to}>
      {absent.toLocaleString('en-US')}
      <VisuallyHidden> {m.people.see}</VisuallyHidden>
    </Link>
  )
}

type SortLinkProps = {
  column: Exclude<SortKey, 'order'>
  label: string
  sorting: Sorting
  sortTo: (sort: string) => string
}

/** A column's name that sorts by it: lowest first, since the laggards are looked for; again for highest first. */
function SortLink({ column, label, sorting, sortTo }: SortLinkProps) {
  const { table } = useMessages(statisticsMessages)
  const isCurrent = sorting.key === column
  const next = isCurrent && !sorting.descending ? `-${column}` : column
  return (
    <Link to={sortTo(next)} className={styles.sort} preventScrollReset replace title={table.sortBy(label)}>
      {label}
      {isCurrent && <span aria-hidden="true">{sorting.descending ? ' ↓' : ' ↑'}</span>}
      {isCurrent && (
        <VisuallyHidden>{sorting.descending ? table.descending : table.ascending}</VisuallyHidden>
      )}
    </Link>
  )
}
