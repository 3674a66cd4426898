import { Link } from '@remix-run/react'

import { FlagBadges } from '#app/components/items/flag-badges.tsx'
import { formatCoefficient, formatShare } from '#app/components/items/format-figure.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { FlaggedQuestion } from '#app/services/item-statistics/list-flagged-questions.ts'
import { Table } from '#app/ui/table.tsx'

import styles from './flagged-table.module.css'

/** Questions with what their answers ask for. */
export function FlaggedTable({ questions }: { questions: readonly FlaggedQuestion[] }) {
  const m = useMessages(itemMessages)
  const figure = (value: number | null, as: (value: number) => string) => (value === null ? '—' : as(value))
  return (
    <Table
      caption={m.list.caption}
      rows={questions}
      rowKey={({ questionId }) => questionId}
      columns={[
        {
          key: 'stem',
          header: m.list.stem,
          rowHeader: true,
          cell: (row) => (
            <>
              <Link to={`/bank/${row.questionId}/figures`}>{row.code}</Link>
              <span className={styles.law} lang="zh-CN">
                {row.lawShort} {row.article}
              </span>
              <span className={styles.stem} lang="zh-CN">
                {row.stem}
              </span>
            </>
          ),
        },
        { key: 'flags', header: m.table.flags, cell: ({ flags }) => <FlagBadges flags={flags} /> },
        {
          key: 'answers',
          header: m.list.answers,
          numeric: true,
          cell: ({ attempts, exams }) => (
            <>
              {attempts.toLocaleString('en-US')}
              <span className={styles.exams}>{m.list.exams(exams)}</span>
            </>
          ),
        },
        {
          key: 'facility',
          header: m.table.facility,
          numeric: true,
          cell: ({ facility }) => figure(facility, formatShare),
        },
        {
          key: 'pointBiserial',
          header: m.table.pointBiserial,
          numeric: true,
          cell: ({ pointBiserial }) => figure(pointBiserial, formatCoefficient),
        },
      ]}
    />
  )
}
