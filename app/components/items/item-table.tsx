import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import type { Figure as FigureValue, ItemFigures } from '#app/domain/item-analysis-figures.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ItemSort, ItemSorting } from '#app/domain/item-sorting.ts'
import type { ItemRow } from '#app/services/item-statistics/item-row.ts'
import { type Column, Table } from '#app/ui/table.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

import { Figure, ItemTime } from './figure.tsx'
import { FlagBadges } from './flag-badges.tsx'
import { formatCoefficient, formatShare } from './format-figure.ts'
import styles from './item-table.module.css'

type ItemTableProps = {
  rows: readonly ItemRow[]
  sorting: ItemSorting
  sortTo: (sort: string) => string
  /** The stem under the code, and a way to the question. */
  seesContent: boolean
}

/** The items of an exam with their figures, what is to be looked at first. */
export function ItemTable({ rows, ...props }: ItemTableProps) {
  const { table } = useMessages(itemMessages)
  const columns = useColumns(props)
  return (
    <div className={styles.dense}>
      <Table
        caption={table.caption}
        columns={columns}
        rows={rows}
        rowKey={({ question }) => `${question.questionId} ${question.version}`}
      />
    </div>
  )
}

type ShownFigure = Exclude<keyof ItemFigures, 'n' | 'time' | 'blank'>

function useColumns({ seesContent, ...sort }: Omit<ItemTableProps, 'rows'>): Column<ItemRow>[] {
  const m = useMessages(itemMessages)
  const head = (key: ItemSort): ReactNode => <SortLink {...sort} column={key} />
  const figure = (key: ShownFigure, as: (value: number) => string): Column<ItemRow> => ({
    key,
    header: head(key),
    numeric: true,
    cell: ({ figures }) => <Figure value={figures[key] satisfies FigureValue} as={as} />,
  })
  const count = (key: 'attempts' | 'papers'): Column<ItemRow> => ({
    key,
    header: head(key),
    numeric: true,
    cell: (row) => row[key].toLocaleString('en-US'),
  })
  return [
    {
      key: 'code',
      header: head('code'),
      rowHeader: true,
      cell: (row) => <Question row={row} opens={seesContent} />,
    },
    {
      key: 'law',
      header: m.table.law,
      cell: ({ question }) => (
        <span lang="zh-CN">
          {question.lawShort} <span className={styles.article}>{question.article}</span>
        </span>
      ),
    },
    {
      key: 'kind',
      header: m.table.kind,
      cell: ({ question }) => <span className={styles.kind}>{m.kinds[question.kind]}</span>,
    },
    count('attempts'),
    count('papers'),
    figure('facility', formatShare),
    figure('pointBiserial', formatCoefficient),
    figure('discrimination', formatCoefficient),
    figure('efficiency', formatShare),
    {
      key: 'time',
      header: head('time'),
      numeric: true,
      cell: ({ figures }) => <ItemTime time={figures.time} full />,
    },
    { key: 'flags', header: head('flags'), cell: ({ flags }) => <FlagBadges flags={flags} /> },
  ]
}

function Question({ row, opens }: { row: ItemRow; opens: boolean }) {
  const { question, stem } = row
  if (!opens) return <>{question.code}</>
  return (
    <>
      <Link to={`/bank/${question.questionId}/figures`}>{question.code}</Link>
      <span className={styles.stem} lang="zh-CN">
        {stem}
      </span>
    </>
  )
}

/** Where a low figure is the one to look at, the lowest comes first; else the highest. */
const lowestFirst = ['code', 'facility', 'pointBiserial', 'discrimination', 'efficiency']

type SortLinkProps = { column: ItemSort; sorting: ItemSorting; sortTo: (sort: string) => string }

/** A column's name that sorts by it; again for the other way round. */
function SortLink({ column, sorting, sortTo }: SortLinkProps) {
  const { table } = useMessages(itemMessages)
  const label = table[column]
  const isCurrent = sorting.key === column
  const descending = isCurrent ? !sorting.descending : !lowestFirst.includes(column)
  const hasOrder = isCurrent && column !== 'flags'
  return (
    <Link
      to={sortTo(descending && column !== 'flags' ? `-${column}` : column)}
      className={styles.sort}
      title={column === 'flags' ? table.byFlags : table.sortBy(label)}
      preventScrollReset
      replace
    >
      {label}
      {hasOrder && <span aria-hidden="true">{sorting.descending ? ' ↓' : ' ↑'}</span>}
      {hasOrder && <VisuallyHidden>{sorting.descending ? table.descending : table.ascending}</VisuallyHidden>}
    </Link>
  )
}
