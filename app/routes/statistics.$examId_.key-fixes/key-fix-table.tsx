import { Link } from '@remix-run/react'

import { KeyFixBadge } from '#app/components/regrade/key-fix-badge.tsx'
import { Time } from '#app/components/time.tsx'
import { regradeMessages } from '#app/i18n/regrade.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { KeyFixList, KeyFixSummary } from '#app/services/regrade/list-key-fixes.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { type Column, Table } from '#app/ui/table.tsx'

type KeyFixTableProps = Pick<KeyFixList, 'keyFixes' | 'may'> & { examId: string }

/** The corrections of an exam with their states, the newest first. */
export function KeyFixTable({ examId, keyFixes, may }: KeyFixTableProps) {
  const m = useMessages(regradeMessages)
  const columns: Column<KeyFixSummary>[] = [
    {
      key: 'code',
      header: m.columns.code,
      cell: ({ id, code }) => <Link to={`/statistics/${examId}/key-fixes/${id}`}>{code}</Link>,
    },
    { key: 'kind', header: m.columns.kind, cell: ({ isVoid }) => m.kinds[isVoid ? 'void' : 'key'] },
    { key: 'state', header: m.columns.state, cell: ({ state }) => <KeyFixBadge state={state} /> },
    {
      key: 'proposed',
      header: m.columns.proposed,
      cell: ({ proposedBy, proposedAt }) => <Done by={proposedBy} at={proposedAt} />,
    },
    {
      key: 'decided',
      header: m.columns.decided,
      cell: ({ revertedBy, revertedAt, decidedBy, decidedAt }) => (
        <Done by={revertedBy ?? decidedBy} at={revertedAt ?? decidedAt} />
      ),
    },
    ...(may.decide ? [{ key: 'effect', header: m.columns.effect, cell: EffectCell }] : []),
  ]
  return (
    <Panel flush>
      <Table
        caption={m.title}
        columns={columns}
        rows={keyFixes}
        rowKey={({ id }) => id}
        empty={<EmptyState title={m.empty}>{may.propose ? m.emptyBank : m.emptyAdmin}</EmptyState>}
        stacked
      />
    </Panel>
  )
}

function Done({ by, at }: { by: string | null; at: Date | null }) {
  const m = useMessages(regradeMessages)
  if (!by || !at) return <>—</>
  return (
    <>
      {m.byAt(by)}
      <Time at={at} />
    </>
  )
}

/** What the last step did. */
function EffectCell({ effect, revertEffect }: KeyFixSummary) {
  return <Effect effect={revertEffect ?? effect} />
}

function Effect({ effect }: { effect: KeyFixSummary['effect'] }) {
  const m = useMessages(regradeMessages)
  return <>{effect ? m.effect(effect.changed, effect.nowPass, effect.nowFail) : '—'}</>
}
