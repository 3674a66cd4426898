import { formatShare } from '#app/components/items/format-figure.ts'
import { optionName } from '#app/components/items/option-name.ts'
import { type Trace, TraceChart } from '#app/components/items/trace-chart.tsx'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { QuestionFigures } from '#app/services/item-statistics/read-question-figures.ts'
import { Panel } from '#app/ui/panel.tsx'
import { Table } from '#app/ui/table.tsx'

/** The trace of each option as a chart, and its figures as a table. */
export function Traces({ asked }: { asked: QuestionFigures }) {
  const { question: m } = useMessages(itemMessages)
  const options = asked.chosen?.filter(({ id }) => id !== '')
  if (!options) return null
  const traces = options.map(({ id, trace }): Trace => ({
    name: optionName(asked, id),
    right: asked.key?.includes(id) ?? false,
    shares: trace,
  }))
  const several = asked.kind === 'multiple'
  const rows = several ? [...traces, { name: m.fullMarks, right: false, shares: asked.trace }] : traces
  const groups = asked.trace.map((_, group) => group)
  const ends = { 0: m.lowest, [groups.length - 1]: m.highest }
  return (
    <Panel title={m.trace}>
      <p>{m.traceLead}</p>
      <TraceChart traces={traces} />
      <Table
        caption={m.traceTable}
        showCaption
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          {
            key: 'option',
            header: m.option,
            rowHeader: true,
            cell: ({ name, right }) => (right ? m.rightOption(name) : name),
          },
          ...groups.map((group) => ({
            key: String(group),
            header: [m.group(group + 1), ends[group]].filter(Boolean).join(' · '),
            numeric: true,
            cell: ({ shares }: Trace) => {
              const share = shares[group] ?? null
              return share === null ? '—' : formatShare(share)
            },
          })),
        ]}
      />
    </Panel>
  )
}
