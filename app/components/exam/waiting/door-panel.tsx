import type { ReactNode } from 'react'

import { formatTime } from '#app/components/format-time.ts'
import { waitingMessages } from '#app/i18n/waiting.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { WaitingView } from '#app/services/exams/read-waiting.ts'
import { Button } from '#app/ui/button.tsx'
import { LinkButton } from '#app/ui/link-button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Spinner } from '#app/ui/spinner.tsx'

import styles from './door-panel.module.css'
import type { Entrance } from './use-entrance.ts'
import { countdownFace, type PinnedStanding, untilStart } from './waiting-state.ts'

type DoorPanelProps = {
  waiting: WaitingView
  standing: PinnedStanding
  /** The page's own clock. */
  now: number
  entrance: Entrance
  unreachable: boolean
  /** Notice and pledge are accepted. */
  ready: boolean
  /** The door of the centre is open, and the page goes in by itself. */
  start: boolean
}

/** What to do now, and how long it takes until the start. */
export function DoorPanel({ unreachable, ...door }: DoorPanelProps) {
  const m = useMessages(waitingMessages)
  const { problem } = door.entrance
  return (
    <section className={styles.door} aria-labelledby="door-title">
      <Door {...door} />
      {problem && (
        <Notice tone="warning" role="alert">
          {m.problems[problem]}
        </Notice>
      )}
      {unreachable && !problem && (
        <Notice tone="warning" role="status">
          {m.problems.unreachable}
        </Notice>
      )}
    </section>
  )
}

function Door({ waiting, standing, now, entrance, ready, start }: Omit<DoorPanelProps, 'unreachable'>) {
  const m = useMessages(waitingMessages)
  if (entrance.entering || start) {
    return (
      <Words title={m.states.started.title} live>
        <Spinner label={m.starting} /> {m.states.started.body}
      </Words>
    )
  }
  switch (standing.state) {
    case 'check-in':
      return (
        <Words title={m.states.checkIn.title} live face={<Countdown standing={standing} now={now} />}>
          {m.states.checkIn.body}
        </Words>
      )
    case 'waiting':
      return (
        <Words title={m.states.waiting.title} live face={<Countdown standing={standing} now={now} />}>
          {m.countdown.auto} {m.countdown.soon}
        </Words>
      )
    case 'upcoming':
      return <Upcoming {...{ waiting, standing, now }} />
    case 'open':
      return waiting.exam.kind === 'centre' ? <Late /> : <Open {...{ waiting, standing, entrance, ready }} />
    case 'answering':
      return <GoOn entrance={entrance} />
    default:
      return <Over standing={standing} />
  }
}

function Upcoming({ waiting, standing, now }: Pick<DoorPanelProps, 'waiting' | 'standing' | 'now'>) {
  const m = useMessages(waitingMessages)
  const locale = useLocale()
  const opens =
    standing.opensAt && m.countdown.opens(formatTime(new Date(standing.opensAt), 'weekday', locale))
  return (
    <Words title={m.states.upcoming.title} face={<Countdown standing={standing} now={now} />}>
      {waiting.exam.kind === 'centre' ? m.countdown.upcoming : opens}
    </Words>
  )
}

function Late() {
  const m = useMessages(waitingMessages).states.late
  return (
    <Words title={m.title} live>
      {m.body}
    </Words>
  )
}

function GoOn({ entrance }: { entrance: Entrance }) {
  const m = useMessages(waitingMessages)
  return (
    <Words
      title={m.states.answering.title}
      live
      action={
        <Button type="button" variant="primary" size="large" onClick={entrance.enter}>
          {m.continueButton}
        </Button>
      }
    >
      {m.states.answering.body}
    </Words>
  )
}

function Open({
  waiting,
  standing,
  entrance,
  ready,
}: Pick<DoorPanelProps, 'waiting' | 'standing' | 'entrance' | 'ready'>) {
  const m = useMessages(waitingMessages)
  const locale = useLocale()
  const { closesAt } = standing
  return (
    <Words
      title={m.states.open.title}
      action={
        <Button type="button" variant="primary" size="large" disabled={!ready} onClick={entrance.enter}>
          {m.startButton}
        </Button>
      }
    >
      {m.states.open.body(Math.round(waiting.exam.durationMs / 60_000))}{' '}
      {closesAt && m.states.openUntil(formatTime(new Date(closesAt), 'weekday', locale))}
      {!ready && <strong className={styles.need}>{m.needNotice}</strong>}
    </Words>
  )
}

function Over({ standing }: { standing: PinnedStanding }) {
  const m = useMessages(waitingMessages)
  if (standing.state === 'handed-in' && standing.receiptId) {
    return (
      <Words
        title={m.states.handedIn.title}
        live
        action={
          <LinkButton to={`/receipts/${standing.receiptId}`} variant="primary">
            {m.states.handedIn.action}
          </LinkButton>
        }
      />
    )
  }
  const words = standing.state === 'missed' ? m.states.missed : m.states.closed
  return (
    <Words title={words.title} live>
      {words.body}
    </Words>
  )
}

/** The computer's time plays no part in it. Silent for screen readers: the start itself is announced. */
function Countdown({ standing, now }: { standing: PinnedStanding; now: number }) {
  const m = useMessages(waitingMessages).countdown
  const left = untilStart(standing, Math.max(now, standing.readAt))
  if (left === null) return null
  const { days, face } = countdownFace(left)
  return (
    <p className={styles.countdown}>
      <span className={styles.label}>{m.label}</span>
      <span role="timer" aria-label={m.label} className={styles.face}>
        {days > 0 && <span className={styles.days}>{m.days(days)}</span>}
        {face}
      </span>
    </p>
  )
}

type WordsProps = {
  title: string
  live?: boolean
  face?: ReactNode
  action?: ReactNode
  children?: ReactNode
}

function Words({ title, live, face, action, children }: WordsProps) {
  return (
    <div className={styles.words}>
      <div className={styles.text} role={live ? 'status' : undefined}>
        <h2 id="door-title" className={styles.title}>
          {title}
        </h2>
        {children && <p className={styles.body}>{children}</p>}
      </div>
      {face}
      {action}
    </div>
  )
}
