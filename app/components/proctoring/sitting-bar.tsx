import { Link } from '@remix-run/react'

import { formatTime } from '#app/components/format-time.ts'
import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import type { RoomView, SittingView } from '#proctoring/protocol.ts'

import type { Act, SittingAct } from './acts.ts'
import { clockFace } from './duration.ts'
import { roomClock } from './room-clock.ts'
import type { countsOf } from './seating.ts'
import styles from './sitting-bar.module.css'

type SittingBarProps = {
  room: RoomView
  counts: ReturnType<typeof countsOf>
  nowMs: number
  onAct: ((act: Act) => void) | null
}

/** The sitting: which, how long still, how many where, and what can be done to all. */
export function SittingBar({ room, counts, nowMs, onAct }: SittingBarProps) {
  const m = useMessages(proctoringMessages)
  const english = useLocale() === 'en'
  const { sitting } = room
  const figures = (['seats', 'here', 'answering', 'handedIn', 'absent'] as const).map((name) => ({
    term: m.bar.counts[name],
    figure: counts[name],
  }))
  return (
    <header className={styles.bar}>
      <div className={styles.what}>
        <Link to="/" className={styles.back}>
          {m.back}
        </Link>
        <h1 className={styles.title}>{english ? sitting.examTitleEn : sitting.examTitleZh}</h1>
        <p className={styles.where}>
          {english ? `${sitting.centreEn}, ${sitting.roomEn}` : `${sitting.centreZh} ${sitting.roomZh}`}
        </p>
      </div>
      <SittingClock room={room} nowMs={nowMs} />
      <dl className={styles.counts}>
        {figures.map(({ term, figure }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {onAct ? (
        <div className={styles.acts}>
          {actsOfSitting(sitting, nowMs).map((name) => (
            <Button
              key={name}
              type="button"
              size="small"
              variant={name === 'start' || name === 'resume' ? 'primary' : 'secondary'}
              onClick={() => onAct({ name, seat: null })}
            >
              {m.acts[name]}
            </Button>
          ))}
        </div>
      ) : (
        <p className={styles.readOnly}>{m.readOnly}</p>
      )}
    </header>
  )
}

function SittingClock({ room, nowMs }: { room: RoomView; nowMs: number }) {
  const m = useMessages(proctoringMessages)
  const locale = useLocale()
  const { phase, leftMs } = roomClock(room, nowMs)
  if (phase === 'closed') return <p className={styles.clock}>{m.bar.closed}</p>
  const words = { waiting: m.bar.untilStart, running: m.bar.remaining, paused: m.bar.paused }[phase]
  return (
    <div className={styles.clock} data-phase={phase}>
      <span className={styles.words}>{words}</span>
      <span role="timer" aria-live="off" className={styles.face}>
        {clockFace(leftMs)}
      </span>
      {phase === 'waiting' && (
        <span className={styles.words}>
          {m.bar.startsAt(formatTime(new Date(room.sitting.startsAt), 'time', locale))}
        </span>
      )}
    </div>
  )
}

function actsOfSitting(sitting: SittingView, nowMs: number): SittingAct[] {
  if (sitting.closedAt) return ['incident']
  const started = nowMs >= Date.parse(sitting.startedAt ?? sitting.startsAt)
  if (!started) return ['start', 'message-all', 'incident']
  return [sitting.pausedAt ? 'resume' : 'pause', 'time-all', 'message-all', 'incident']
}
