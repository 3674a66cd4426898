import { useState } from 'react'

import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Notice } from '#app/ui/notice.tsx'

import { ExamModal } from './exam-modal.tsx'
import type { ExamState } from './exam-state.ts'
import styles from './hand-in-dialog.module.css'
import { isAnswered, unsavedItems } from './outbox/ledger.ts'

type HandInDialogProps = {
  state: ExamState
  onClose: () => void
  onHandIn: () => void
  onCancel: () => void
  onGo: (index: number) => void
}

/** Handing in: what is still open, then the question whether it is meant, then the wait for the receipt. */
export function HandInDialog({ state, onClose, onHandIn, onCancel, onGo }: HandInDialogProps) {
  const m = useMessages(examMessages).handIn
  const [sure, setSure] = useState(false)
  const unanswered = state.items
    .map((_, index) => index)
    .filter((index) => !isAnswered(state.ledger, state.items[index]?.itemId ?? ''))
  const close = () => {
    setSure(false)
    onClose()
  }
  if (state.handIn !== 'idle') return <UnderWay state={state} onCancel={onCancel} />
  return (
    <Dialog
      open
      onClose={close}
      title={sure ? m.confirmTitle : m.title}
      footer={
        <>
          <Button type="button" data-autofocus onClick={close}>
            {m.goBack}
          </Button>
          {sure ? (
            <Button key="yes" type="button" variant="danger" onClick={onHandIn}>
              {m.yes}
            </Button>
          ) : (
            <Button key="next" type="button" variant="primary" onClick={() => setSure(true)}>
              {m.proceed}
            </Button>
          )}
        </>
      }
    >
      {sure ? (
        <Notice tone="warning" role="alert" title={m.confirm}>
          {unanswered.length > 0 && m.confirmUnanswered(unanswered.length)}
        </Notice>
      ) : (
        <Summary state={state} unanswered={unanswered} onGo={(index) => (close(), onGo(index))} />
      )}
    </Dialog>
  )
}

function Summary({
  state,
  unanswered,
  onGo,
}: {
  state: ExamState
  unanswered: number[]
  onGo: (index: number) => void
}) {
  const m = useMessages(examMessages).handIn
  const unsaved = unsavedItems(state.ledger).length
  const [first] = unanswered
  return (
    <ul className={styles.summary}>
      <li data-tone={unanswered.length > 0 ? 'warning' : 'success'}>
        <Icon name={unanswered.length > 0 ? 'warning' : 'success'} />
        <span>{unanswered.length > 0 ? m.unanswered(unanswered.length) : m.noneUnanswered}</span>
        {first !== undefined && (
          <Button type="button" size="small" variant="quiet" onClick={() => onGo(first)}>
            {m.toFirst}
          </Button>
        )}
      </li>
      <li data-tone={state.marked.length > 0 ? 'warning' : 'neutral'}>
        <Icon name="flag" />
        <span>{state.marked.length > 0 ? m.marked(state.marked.length) : m.noneMarked}</span>
      </li>
      {unsaved > 0 && (
        <li data-tone="warning">
          <Icon name="warning" />
          <span>{m.unsaved(unsaved)}</span>
        </li>
      )}
    </ul>
  )
}

function UnderWay({ state, onCancel }: { state: ExamState; onCancel: () => void }) {
  const m = useMessages(examMessages).handIn
  const words =
    state.handIn === 'saving' ? m.saving : state.handIn === 'unreachable' ? m.unreachable : m.sending
  const footer = state.handIn === 'saving' && (
    <Button type="button" data-autofocus onClick={onCancel}>
      {m.cancel}
    </Button>
  )
  return (
    <ExamModal title={m.button} footer={footer || undefined}>
      <p role="status">{words}</p>
    </ExamModal>
  )
}
