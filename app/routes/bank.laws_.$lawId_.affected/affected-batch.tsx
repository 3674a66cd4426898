import { Form, useNavigation } from '@remix-run/react'

import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { AffectedView } from '#app/services/laws/list-affected.ts'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

import { AffectedQuestion } from './affected-question.tsx'
import styles from './affected.module.css'

/** A page of affected questions, and what can be done with those that are ticked. */
export function AffectedBatch({ view }: { view: AffectedView }) {
  const m = useMessages(lawMessages).affected
  const total = Object.values(view.counts).reduce((sum, count) => sum + count, 0)
  if (view.rows.length === 0)
    return (
      <Panel>
        <EmptyState title={total === 0 ? m.emptyTitle : m.emptyViewTitle}>
          {total === 0 ? m.empty : m.emptyView}
        </EmptyState>
      </Panel>
    )
  return (
    <Panel title={m.views[view.view]}>
      <p className={styles.lead}>{m.viewLeads[view.view]}</p>
      <Form method="post" noValidate key={`${view.view} ${view.page} ${view.rows.length}`}>
        <Actions view={view} />
        <ul className={styles.list}>
          {view.rows.map((row) => (
            <AffectedQuestion key={row.questionId} row={row} view={view} />
          ))}
        </ul>
      </Form>
      <Pagination page={view.page} pageCount={view.pageCount} total={view.counts[view.view]} />
    </Panel>
  )
}

/** Above the list: what was ticked beforehand is done with one press. */
function Actions({ view: { rows, acts } }: { view: AffectedView }) {
  const m = useMessages(lawMessages).affected
  const { state, formData } = useNavigation()
  const approvable = rows.filter(({ begun }) => begun?.mayApprove).length
  const buttons = [
    { intent: 'carry', isShown: acts.carry, look: { variant: 'primary' }, words: m.carry(rows.length) },
    {
      intent: 'approve',
      isShown: approvable > 0,
      look: { variant: 'primary', icon: 'check' },
      words: m.approve(approvable),
    },
    { intent: 'retire', isShown: acts.retire, look: { variant: 'danger' }, words: m.retire },
  ] as const
  const shown = buttons.filter(({ isShown }) => isShown)
  if (shown.length === 0) return null
  return (
    <div className={styles.actions}>
      {shown.some(({ intent }) => intent !== 'carry') && (
        <TextField
          className={styles.comment}
          label={m.comment}
          hint={acts.retire ? m.retireHint : m.approveHint}
          name="comment"
          maxLength={2000}
          required={false}
        />
      )}
      {shown.map(({ intent, look, words }) => (
        <Button
          key={intent}
          {...look}
          name="intent"
          value={intent}
          busy={state !== 'idle' && formData?.get('intent') === intent}
        >
          {words}
        </Button>
      ))}
    </div>
  )
}
