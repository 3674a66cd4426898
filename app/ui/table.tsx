import { clsx } from 'clsx'
import type { ReactNode } from 'react'

import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './table.module.css'

export type Column<Row> = {
  key: string
  header: ReactNode
  cell: (row: Row, index: number) => ReactNode
  /** Right-aligned, figures of one width. */
  numeric?: boolean
  /** The cell that names its row, for screen readers; the first column unless another says so. */
  rowHeader?: boolean
  /** The cell of this column in the row of totals. */
  total?: ReactNode
}

type TableProps<Row> = {
  /** What the table lists; read out, and shown above it with `showCaption`. */
  caption: string
  showCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** What stands there without rows: an EmptyState. */
  empty?: ReactNode
  /** On a phone, each row becomes a small sheet of its own. For lists that candidates read. */
  stacked?: boolean
  /** Scrolls within the window's height, the header staying in view. For long lists of staff. */
  tall?: boolean
}

/** A table with a header that stays in view, numeric columns and an optional row of totals. */
export function Table<Row>({ caption, columns, rows, rowKey, empty, ...look }: TableProps<Row>) {
  const m = useMessages(uiMessages)
  if (rows.length === 0 && empty) return <>{empty}</>
  const headed = columns.find((column) => column.rowHeader) ?? columns[0]
  const hasTotals = columns.some((column) => column.total !== undefined)
  return (
    <div
      className={clsx(styles.frame, look.tall && styles.tall, look.stacked && styles.stacked)}
      role="region"
      aria-label={m.scrollableTable(caption)}
      // Safe for the keyboard: what scrolls must be reachable without a mouse.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table}>
        <caption className={clsx(styles.caption, !look.showCaption && styles.unseen)}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={clsx(column.numeric && styles.numeric)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} isHeader={column === headed}>
                  {column.cell(row, index)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
        {hasTotals && rows.length > 0 && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <Cell key={column.key} column={column} isHeader={column === headed}>
                  {column.total}
                </Cell>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

type CellProps<Row> = { column: Column<Row>; isHeader: boolean; children: ReactNode }

function Cell<Row>({ column, isHeader, children }: CellProps<Row>) {
  const className = clsx(column.numeric && styles.numeric)
  const label = typeof column.header === 'string' ? column.header : undefined
  if (isHeader) {
    return (
      <th scope="row" className={className} data-label={label}>
        {children}
      </th>
    )
  }
  return (
    <td className={className} data-label={label}>
      {children}
    </td>
  )
}
