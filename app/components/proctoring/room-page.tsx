import { useState } from 'react'

import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Notice } from '#app/ui/notice.tsx'
import type { RoomView, SeatView } from '#proctoring/protocol.ts'

import { ActDialog } from './act-dialog.tsx'
import type { Act } from './acts.ts'
import { IncidentList } from './incident-list.tsx'
import { LookList } from './look-list.tsx'
import { OutageNotice } from './outage-notice.tsx'
import styles from './room-page.module.css'
import { countsOf, pressing, seatingsOf } from './seating.ts'
import { SittingBar } from './sitting-bar.tsx'
import { Spot } from './spot.tsx'
import { useServerNow } from './use-server-now.ts'
import { useWatchedRoom, type WatchedRoom } from './use-watched-room.ts'
import { Wall } from './wall.tsx'

/** A watched room: the sitting above, the wall, and at its side one candidate and whoever needs a look. */
export function RoomPage({ room, reread }: { room: RoomView; reread: () => void }) {
  const m = useMessages(proctoringMessages)
  const watched = useWatchedRoom(room, reread)
  const nowMs = useServerNow(room.now)
  const [chosen, setChosen] = useState<string | null>(null)
  const [act, setAct] = useState<Act | null>(null)

  const seatings = seatingsOf(room, watched, nowMs)
  const spot = seatings.find(({ seat }) => seat.registrationId === chosen)
  const onAct = room.role === 'proctor' ? setAct : null
  const { itemCount } = room.sitting

  function choose(seat: SeatView | null): void {
    const id = seat?.registrationId ?? null
    setChosen(id)
    watched.enlarge(id)
  }

  return (
    <div className={styles.page}>
      <SittingBar room={room} counts={countsOf(seatings, watched.health)} nowMs={nowMs} onAct={onAct} />
      <LineNotice watched={watched} />
      {onAct && <Outages room={room} reread={reread} />}
      <div className={styles.columns}>
        <Wall seatings={seatings} itemCount={itemCount} watched={watched} chosen={chosen} onChoose={choose} />
        <div className={styles.side}>
          <LookList seatings={pressing(seatings)} onChoose={choose} />
          {spot ? (
            <Spot
              seating={spot}
              health={watched.health.get(spot.seat.registrationId)}
              picture={watched.pictures.get(spot.seat.registrationId) ?? null}
              incidents={room.incidents.filter(({ registrationId }) => registrationId === chosen)}
              itemCount={itemCount}
              nowMs={nowMs}
              onAct={onAct}
              onClose={() => choose(null)}
            />
          ) : (
            <p className={styles.hint}>{m.spot.choose}</p>
          )}
          {!spot && <RoomIncidents room={room} />}
        </div>
      </div>
      {act && (
        <ActDialog
          key={`${act.name} ${act.seat?.registrationId ?? ''}`}
          act={act}
          sittingId={room.sitting.id}
          onClose={() => setAct(null)}
          onDone={reread}
        />
      )}
    </div>
  )
}

/** One at a time, the oldest first. */
function Outages({ room, reread }: { room: RoomView; reread: () => void }) {
  const [outage] = room.outages
  if (!outage) return null
  return (
    <div className={styles.notice}>
      <OutageNotice key={outage.id} sittingId={room.sitting.id} outage={outage} onDone={reread} />
    </div>
  )
}

/** Says when the page no longer shows the room as it is. */
function LineNotice({ watched: { line, video } }: { watched: WatchedRoom }) {
  const m = useMessages(proctoringMessages)
  const words = line === 'lost' ? m.line.lost : line === 'ended' ? m.line.ended : video ? null : m.noVideo
  return (
    <div role="status" className={styles.notice}>
      {words && <Notice tone={line === 'lost' || line === 'ended' ? 'warning' : 'info'}>{words}</Notice>}
    </div>
  )
}

function RoomIncidents({ room }: { room: RoomView }) {
  const m = useMessages(proctoringMessages)
  const seats = new Map(room.seats.map((seat) => [seat.registrationId, seat]))
  const whereOf = (registrationId: string | null) => {
    const seat = registrationId === null ? undefined : seats.get(registrationId)
    return seat ? m.forWhom(seat.seatNumber, seat.name) : m.log.room
  }
  return (
    <section className={styles.log} aria-labelledby="log-title">
      <h2 id="log-title" className={styles.heading}>
        {m.log.title}
      </h2>
      <IncidentList incidents={room.incidents} whereOf={whereOf} />
    </section>
  )
}
