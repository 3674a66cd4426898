import type { ReactNode } from 'react'

import { examMessages } from '#app/i18n/exam.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Spinner } from '#app/ui/spinner.tsx'

import type { ExamSession } from './exam-session.ts'
import type { ExamState, Stage } from './exam-state.ts'
import { unsavedItems } from './outbox/ledger.ts'
import styles from './stage-screen.module.css'

type StageScreenProps = {
  state: ExamState
  session: ExamSession | null
  attemptId: string
  proctored: boolean
}

/** What stands in the place of the question when there is none to answer: what happened, and what to do. */
export function StageScreen({ state, session, attemptId, proctored }: StageScreenProps) {
  const m = useMessages(examMessages).stages
  const { stage } = state
  switch (stage.at) {
    case 'opening':
      return <Opening trouble={stage.trouble} attemptId={attemptId} proctored={proctored} />
    case 'other-tab':
      return (
        <Sheet
          title={m.otherTab.title}
          alert
          action={<Go onClick={() => session?.takeTab()}>{m.otherTab.action}</Go>}
        >
          <p>{m.otherTab.body}</p>
        </Sheet>
      )
    case 'machine-held':
      return <MachineHeld asked={stage.asked} proctored={proctored} onTakeOver={() => session?.takeOver()} />
    case 'stale':
      return <Stale unsaved={stage.unsaved} proctored={proctored} onTakeOver={() => session?.takeOver()} />
    case 'over':
      return <Over why={stage.why} unsaved={unsavedItems(state.ledger).length} />
    case 'failed':
      return <Failed reason={stage.reason} />
    case 'answering':
      return null
  }
}

function Opening({
  trouble,
  attemptId,
  proctored,
}: {
  trouble: 'unreachable' | 'signed-out' | null
  attemptId: string
  proctored: boolean
}) {
  const m = useMessages(examMessages).stages
  if (trouble === 'signed-out') {
    const login = `/login?next=${encodeURIComponent(`/sit/${attemptId}`)}`
    return (
      <Sheet
        title={m.signedOut.title}
        alert
        action={
          <LinkButton to={login} reloadDocument variant="primary" size="large">
            {m.signedOut.action}
          </LinkButton>
        }
      >
        <p>{m.signedOut.body}</p>
      </Sheet>
    )
  }
  if (trouble === null) {
    return (
      <Sheet title={m.opening.title} busy>
        <p>{m.opening.body}</p>
      </Sheet>
    )
  }
  return (
    <Sheet title={m.unreachable.title} busy>
      <p>{m.unreachable.body}</p>
      <p>{proctored ? m.unreachable.proctor : m.unreachable.online}</p>
    </Sheet>
  )
}

function MachineHeld({
  asked,
  proctored,
  onTakeOver,
}: {
  asked: boolean
  proctored: boolean
  onTakeOver: () => void
}) {
  const m = useMessages(examMessages).stages
  if (asked) {
    return (
      <Sheet title={m.handOver.title} busy busyLabel={m.handOver.waiting}>
        <p>{m.handOver.body}</p>
      </Sheet>
    )
  }
  return (
    <Sheet title={m.held.title} alert action={<Go onClick={onTakeOver}>{m.held.action}</Go>}>
      <p>{proctored ? m.held.centre : m.held.online}</p>
    </Sheet>
  )
}

function Stale({
  unsaved,
  proctored,
  onTakeOver,
}: {
  unsaved: number
  proctored: boolean
  onTakeOver: () => void
}) {
  const m = useMessages(examMessages).stages.stale
  return (
    <Sheet
      title={m.title}
      alert
      action={
        <Button type="button" onClick={onTakeOver}>
          {m.action}
        </Button>
      }
    >
      <p>{m.body}</p>
      {unsaved > 0 && (
        <p className={styles.loud}>{proctored ? m.unsaved(unsaved) : m.unsavedOnline(unsaved)}</p>
      )}
    </Sheet>
  )
}

function Over({ why, unsaved }: { why: Extract<Stage, { at: 'over' }>['why']; unsaved: number }) {
  const m = useMessages(examMessages).stages.over
  return (
    <Sheet title={m[why].title} busy>
      <p>{m[why].body}</p>
      {unsaved > 0 && <p className={styles.loud}>{m.unsaved(unsaved)}</p>}
      <p className={styles.small}>{m.late}</p>
    </Sheet>
  )
}

function Failed({ reason }: { reason: string }) {
  const m = useMessages(examMessages).stages.failed
  const words = {
    void: m.void,
    annulled: m.annulled,
    'not-found': m['not-found'],
    forbidden: m.forbidden,
    'no-tries-left': m['no-tries-left'],
  }
  // Safe: looked up by a name that may be missing, and then the general words hold.
  const known = words[reason as keyof typeof words] as string | undefined
  return (
    <Sheet
      title={m.title}
      alert
      action={
        <LinkButton to="/home" reloadDocument variant="primary">
          {m.home}
        </LinkButton>
      }
    >
      <p>{known ?? m.other}</p>
    </Sheet>
  )
}

function Go({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button type="button" variant="primary" size="large" onClick={onClick}>
      {children}
    </Button>
  )
}

type SheetProps = {
  title: string
  alert?: boolean
  busy?: boolean
  busyLabel?: string
  action?: ReactNode
  children: ReactNode
}

function Sheet({ title, alert, busy, busyLabel, action, children }: SheetProps) {
  return (
    <div className={styles.place}>
      <section className={styles.sheet} role={alert ? 'alert' : 'status'}>
        <h2 className={styles.title}>
          {busy && <Spinner label={busyLabel ?? title} />}
          {title}
        </h2>
        <div className={styles.words}>{children}</div>
        {action && <div className={styles.action}>{action}</div>}
      </section>
    </div>
  )
}
