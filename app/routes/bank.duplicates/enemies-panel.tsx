import { Form, Link } from '@remix-run/react'

import { Time } from '#app/components/time.tsx'
import { bankDuplicatesMessages } from '#app/i18n/bank-duplicates.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { DuplicatesView } from '#app/services/questions/list-duplicates.ts'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Table, type Column } from '#app/ui/table.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

import styles from './duplicates.module.css'
import type { PairAnswer } from './take-action.ts'

type Enemies = DuplicatesView['enemies'][number]
type EnemiesPanelProps = { enemies: readonly Enemies[]; answer: PairAnswer | null }

/** Every pair that must not meet in a paper, and a form to record another. */
export function EnemiesPanel({ enemies, answer }: EnemiesPanelProps) {
  const m = useMessages(bankDuplicatesMessages)
  return (
    <>
      <AddForm answer={answer?.intent === 'added-by-code' ? answer : null} />
      <Panel title={m.enemies} flush>
        <Table
          caption={m.enemies}
          columns={useColumns()}
          rows={enemies}
          rowKey={({ oneId, otherId }) => `${oneId} ${otherId}`}
          empty={
            <EmptyState title={m.enemiesEmptyTitle} icon="neutral">
              {m.enemiesEmpty}
            </EmptyState>
          }
          stacked
          tall
        />
      </Panel>
    </>
  )
}

function AddForm({ answer }: { answer: PairAnswer | null }) {
  const m = useMessages(bankDuplicatesMessages)
  return (
    <Panel title={m.add}>
      <Form method="post" className={styles.add} noValidate>
        <p>{m.enemiesLead}</p>
        {answer && (
          <Notice tone="danger" role="alert">
            {m.refusals[answer.refusal]}
          </Notice>
        )}
        <div className={styles.codes}>
          <TextField label={m.one} name="one" defaultValue={answer?.one} autoComplete="off" />
          <TextField label={m.other} name="other" defaultValue={answer?.other} autoComplete="off" />
          <TextField label={m.reason} name="reason" defaultValue={answer?.reason} lang="" maxLength={500} />
        </div>
        <div>
          <Button name="intent" value="added-by-code">
            {m.addIt}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

function useColumns(): Column<Enemies>[] {
  const m = useMessages(bankDuplicatesMessages)
  return [
    {
      key: 'pair',
      header: m.columns.pair,
      cell: ({ oneId, otherId, oneCode, otherCode }) => (
        <span className={styles.whole}>
          <Link to={`/bank/${oneId}`}>{oneCode}</Link> · <Link to={`/bank/${otherId}`}>{otherCode}</Link>
        </span>
      ),
    },
    { key: 'reason', header: m.columns.reason, cell: ({ reason }) => <span lang="">{reason}</span> },
    {
      key: 'by',
      header: m.columns.by,
      cell: ({ by }) => <span className={styles.whole}>{by ?? m.shipped}</span>,
    },
    {
      key: 'at',
      header: m.columns.at,
      cell: ({ at }) => (
        <span className={styles.whole}>
          <Time at={at} />
        </span>
      ),
    },
    {
      key: 'act',
      header: m.columns.act,
      cell: ({ oneId, otherId, oneCode, otherCode }) => (
        <Form method="post">
          <input type="hidden" name="one" value={oneId} />
          <input type="hidden" name="other" value={otherId} />
          <Button size="small" name="intent" value="removed">
            <span aria-hidden="true" className={styles.whole}>
              {m.remove}
            </span>
            <VisuallyHidden>{m.removeOf(oneCode, otherCode)}</VisuallyHidden>
          </Button>
        </Form>
      ),
    },
  ]
}
