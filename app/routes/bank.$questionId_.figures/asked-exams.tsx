import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { Figure, ItemTime } from '#app/components/items/figure.tsx'
import { FlagBadges } from '#app/components/items/flag-badges.tsx'
import { formatCoefficient, formatShare } from '#app/components/items/format-figure.ts'
import { titleIn } from '#app/components/statistics/names.ts'
import type { ItemFigures } from '#app/domain/item-analysis-figures.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { AskedInExam, QuestionFigures } from '#app/services/item-statistics/read-question-figures.ts'
import { Panel } from '#app/ui/panel.tsx'
import { type Column, Table } from '#app/ui/table.tsx'

/** The exams that asked it, each with its own figures; the last row is what the figures above are made of. */
export function AskedExams({ asked }: { asked: QuestionFigures }) {
  const m = useMessages(itemMessages)
  const locale = useLocale()
  const all = asked.everything
  const figure = (
    key: string,
    header: string,
    cell: (figures: ItemFigures) => ReactNode,
  ): Column<AskedInExam> => ({
    key,
    header,
    numeric: true,
    cell: ({ figures }) => cell(figures),
    ...(all && { total: cell(all) }),
  })
  return (
    <Panel title={m.question.exams} flush>
      <Table
        caption={m.question.exams}
        rows={asked.exams}
        rowKey={({ exam, version }) => `${exam.id} ${version}`}
        columns={[
          {
            key: 'exam',
            header: m.question.exam,
            rowHeader: true,
            cell: ({ exam }) => <Link to={`/statistics/${exam.id}/items`}>{titleIn(locale, exam)}</Link>,
            ...(all && { total: m.question.everything }),
          },
          { key: 'version', header: m.question.version, numeric: true, cell: ({ version }) => version },
          figure('n', m.table.attempts, ({ n }) => n.toLocaleString('en-US')),
          {
            key: 'papers',
            header: m.table.papers,
            numeric: true,
            cell: ({ papers }) => papers.toLocaleString('en-US'),
          },
          figure('facility', m.table.facility, ({ facility }) => (
            <Figure value={facility} as={formatShare} />
          )),
          figure('r', m.table.pointBiserial, ({ pointBiserial }) => (
            <Figure value={pointBiserial} as={formatCoefficient} />
          )),
          figure('d', m.table.discrimination, ({ discrimination }) => (
            <Figure value={discrimination} as={formatCoefficient} />
          )),
          figure('time', m.table.time, ({ time }) => <ItemTime time={time} full />),
          {
            key: 'pooled',
            header: m.question.pooled,
            cell: ({ pooled }) => (pooled ? m.question.yes : m.question.apart),
          },
          { key: 'flags', header: m.table.flags, cell: ({ flags }) => <FlagBadges flags={flags} /> },
        ]}
      />
    </Panel>
  )
}
