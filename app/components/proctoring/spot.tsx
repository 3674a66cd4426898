import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import type { CandidateHealth, IncidentView } from '#proctoring/protocol.ts'

import { type Act, actsOf, finalActsOf, type SeatAct } from './acts.ts'
import { LiveVideo } from './live-video.tsx'
import { SeatBadge, useStateWords } from './seat-badge.tsx'
import { SeatFacts } from './seat-facts.tsx'
import type { Seating } from './seating.ts'
import styles from './spot.module.css'

type SpotProps = {
  seating: Seating
  health: CandidateHealth | undefined
  picture: MediaStreamTrack | null
  incidents: IncidentView[]
  itemCount: number
  nowMs: number
  /** null for an inspector: nothing can be done here, only seen. */
  onAct: ((act: Act) => void) | null
  onClose: () => void
}

/** One candidate enlarged: the picture in full, what is known, and what a proctor can do. */
export function Spot({ seating, health, picture, incidents, itemCount, nowMs, onAct, onClose }: SpotProps) {
  const m = useMessages(proctoringMessages)
  const wordsOf = useStateWords()
  const { seat, state } = seating
  const cause = health?.cameraCause

  return (
    <section className={styles.spot} aria-labelledby="spot-title">
      <header className={styles.head}>
        <h2 id="spot-title" className={styles.title}>
          {m.forWhom(seat.seatNumber, seat.name)}
        </h2>
        <SeatBadge state={state} words={wordsOf(seat, state, itemCount)} />
        <Button type="button" size="small" variant="quiet" onClick={onClose}>
          {m.spot.close}
        </Button>
      </header>
      <div className={styles.picture}>
        {picture ? (
          <LiveVideo source={picture} className={styles.video} label={m.spot.picture(seat.name)} />
        ) : (
          <p className={styles.empty}>
            <Icon name="camera" />
            {cause ? m.causes[cause] : m.noPicture}
          </p>
        )}
      </div>
      {onAct && <SeatActs seating={seating} nowMs={nowMs} onAct={onAct} />}
      <SeatFacts {...{ seat, health, incidents, itemCount, nowMs }} />
    </section>
  )
}

function SeatActs({
  seating: { seat },
  nowMs,
  onAct,
}: {
  seating: Seating
  nowMs: number
  onAct: (act: Act) => void
}) {
  const m = useMessages(proctoringMessages)
  const final = finalActsOf(seat)
  const button = (name: SeatAct) => (
    <Button
      key={name}
      type="button"
      size="small"
      variant={name === 'check-in' ? 'primary' : 'secondary'}
      onClick={() => onAct({ name, seat })}
    >
      {m.acts[name]}
    </Button>
  )
  return (
    <div className={styles.acts}>
      {actsOf(seat, nowMs).map(button)}
      {final.length > 0 && (
        // Kept apart: what cannot be undone is not a slip of the mouse away.
        <details className={styles.more}>
          <summary>{m.spot.more}</summary>
          <div className={styles.final}>{final.map(button)}</div>
        </details>
      )}
    </div>
  )
}
