import { Time } from '#app/components/time.tsx'
import { statisticsMessages } from '#app/i18n/statistics.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { StatisticsView } from '#app/services/statistics/read-statistics.ts'
import { Panel } from '#app/ui/panel.tsx'
import { Table } from '#app/ui/table.tsx'

type Correction = StatisticsView['corrections'][number]

/** What was changed after the lock: when, where, why and by whom. Without corrections, nothing. */
export function Corrections({ corrections }: { corrections: readonly Correction[] }) {
  const { corrections: m } = useMessages(statisticsMessages)
  const locale = useLocale()
  if (corrections.length === 0) return null
  return (
    <Panel title={m.title} flush>
      <Table
        caption={m.title}
        rows={corrections.map((correction, index) => ({ ...correction, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          { key: 'at', header: m.at, cell: ({ at }) => <Time at={at} style="seconds" /> },
          {
            key: 'unit',
            header: m.unit,
            cell: (row) => (locale === 'en' ? row.departmentEn : row.departmentZh),
          },
          {
            key: 'kind',
            header: m.kind,
            cell: ({ kind, attempts }) =>
              attempts === null ? m.kinds[kind] : m.ofAttempts(m.kinds[kind], attempts),
          },
          { key: 'reason', header: m.reason, cell: ({ reason }) => <span lang="">{reason}</span> },
          { key: 'by', header: m.by, cell: ({ by }) => by ?? m.unknown },
        ]}
      />
    </Panel>
  )
}
