import { clsx } from 'clsx'
import { useRef } from 'react'

import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Icon } from '#app/ui/icon.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { SeatView, TileReport } from '#proctoring/protocol.ts'

import { LiveVideo } from './live-video.tsx'
import { SeatBadge, useStateWords } from './seat-badge.tsx'
import { type SeatState, stateLooks } from './seat-state.ts'
import styles from './tile.module.css'
import { useTileReport } from './use-tile-report.ts'

type TileProps = {
  seat: SeatView
  state: SeatState
  itemCount: number
  picture: MediaStreamTrack | null
  starved: boolean
  unread: boolean
  chosen: boolean
  onChoose: () => void
  report: (tiles: TileReport[]) => void
}

/** One seat of the wall: picture, number, name and state. Pressing it enlarges it. */
export function Tile({
  seat,
  state,
  itemCount,
  picture,
  starved,
  unread,
  chosen,
  onChoose,
  report,
}: TileProps) {
  const m = useMessages(proctoringMessages)
  const wordsOf = useStateWords()
  const words = wordsOf(seat, state, itemCount)
  const tile = useRef<HTMLButtonElement>(null)
  useTileReport(tile, seat.registrationId, report)
  return (
    <button
      ref={tile}
      type="button"
      className={clsx(styles.tile, styles[stateLooks[state].tone], chosen && styles.chosen)}
      aria-pressed={chosen}
      onClick={onChoose}
    >
      <span className={styles.picture}>
        {picture ? (
          <LiveVideo source={picture} className={styles.video} />
        ) : (
          <span className={styles.empty}>
            <Icon name={seat.attempt || seat.checkedInAt ? 'camera' : 'user'} />
          </span>
        )}
        {starved && state !== 'connection-lost' && <span className={styles.over}>{m.starved}</span>}
      </span>
      <span className={styles.who}>
        <span className={styles.number}>{seat.seatNumber}</span>
        <span className={styles.name}>{seat.name}</span>
        {unread && (
          <span className={styles.unread} title={m.unread}>
            <Icon name="flag" />
            <VisuallyHidden>{m.unread}</VisuallyHidden>
          </span>
        )}
      </span>
      <span className={styles.state}>
        <SeatBadge state={state} words={words} />
      </span>
    </button>
  )
}
