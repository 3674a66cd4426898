import { Link } from '@remix-run/react'

import { Time } from '#app/components/time.tsx'
import { homeMessages } from '#app/i18n/home.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { RegistrationView, TryResult } from '#app/services/exams/list-registrations.ts'
import { Badge } from '#app/ui/badge.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { type Column, Table } from '#app/ui/table.tsx'

/** A closed try, or an exam that was not sat at all. */
type Row = { key: string; exam: RegistrationView['exam']; result: TryResult | null; at: Date | null }

/** Everything that is over, newest first. */
export function ResultTable({ registrations }: { registrations: readonly RegistrationView[] }) {
  const m = useMessages(homeMessages)
  const en = useLocale() === 'en'
  const columns: Column<Row>[] = [
    {
      key: 'exam',
      header: m.result.exam,
      rowHeader: true,
      cell: ({ exam, result }) => {
        const title = en ? exam.titleEn : exam.titleZh
        return result && exam.maxTries > 1 ? `${title} · ${m.result.try(result.tryNo)}` : title
      },
    },
    {
      key: 'at',
      header: m.result.handedInAt,
      cell: ({ result }) => (result ? <Time at={result.closedAt} /> : m.result.none),
    },
    {
      key: 'score',
      header: m.result.score,
      numeric: true,
      cell: ({ exam, result }) =>
        result === null || result.score === null
          ? m.result.none
          : m.result.score_of(String(result.score), exam.fullMarks),
    },
    { key: 'outcome', header: m.result.outcome, cell: ({ result }) => <Outcome result={result} /> },
    {
      key: 'receipt',
      header: m.result.receipt,
      cell: ({ result }) =>
        result ? <Link to={`/receipts/${result.receiptId}`}>{m.receipt}</Link> : m.result.none,
    },
  ]
  return (
    <Panel title={m.past} flush>
      <Table
        caption={m.past}
        columns={columns}
        rows={rowsOf(registrations)}
        rowKey={(row) => row.key}
        stacked
        empty={<EmptyState title={m.nonePast}>{m.nonePastBody}</EmptyState>}
      />
    </Panel>
  )
}

function Outcome({ result }: { result: TryResult | null }) {
  const m = useMessages(homeMessages).result
  if (result === null) return <Badge tone="danger">{m.missed}</Badge>
  if (result.void) return <Badge tone="danger">{m.void}</Badge>
  if (result.passed === null) return <Badge tone="neutral">{m.later}</Badge>
  return result.passed ? <Badge tone="success">{m.passed}</Badge> : <Badge tone="warning">{m.failed}</Badge>
}

function rowsOf(registrations: readonly RegistrationView[]): Row[] {
  const rows = registrations.flatMap(({ registrationId, exam, results, state, closesAt }): Row[] =>
    state === 'missed'
      ? [{ key: registrationId, exam, result: null, at: closesAt }]
      : results.map((result) => ({ key: result.receiptId, exam, result, at: result.closedAt })),
  )
  return rows.sort((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0))
}
