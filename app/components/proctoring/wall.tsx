import { useState } from 'react'

import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import type { SeatView } from '#proctoring/protocol.ts'

import type { Seating } from './seating.ts'
import { Tile } from './tile.tsx'
import styles from './wall.module.css'
import type { WatchedRoom } from './use-watched-room.ts'

const pageSizes = [16, 25, 40] as const
type PageSize = (typeof pageSizes)[number]

type WallProps = {
  seatings: Seating[]
  itemCount: number
  watched: WatchedRoom
  chosen: string | null
  onChoose: (seat: SeatView) => void
}

/** Every seat of the room, absent ones too, in seat order; one page of tiles at a time. */
export function Wall({ seatings, itemCount, watched, chosen, onChoose }: WallProps) {
  const m = useMessages(proctoringMessages)
  const [size, setSize] = useState<PageSize>(25)
  const [wanted, setWanted] = useState(0)
  const pages = Math.max(1, Math.ceil(seatings.length / size))
  const page = Math.min(wanted, pages - 1)
  const shown = seatings.slice(page * size, (page + 1) * size)

  return (
    <section className={styles.wall} aria-label={m.wall}>
      <div className={styles.tools}>
        <fieldset className={styles.sizes}>
          <legend className={styles.legend}>{m.perPage}</legend>
          {pageSizes.map((choice) => (
            <label key={choice} className={styles.size}>
              <input type="radio" name="tiles" checked={choice === size} onChange={() => setSize(choice)} />
              {m.tiles(choice)}
            </label>
          ))}
        </fieldset>
        {pages > 1 && (
          <div className={styles.pages}>
            <Button
              type="button"
              size="small"
              icon="chevron-left"
              disabled={page === 0}
              onClick={() => setWanted(page - 1)}
            >
              {m.previous}
            </Button>
            <span role="status">{m.page(page + 1, pages)}</span>
            <Button
              type="button"
              size="small"
              icon="chevron-right"
              disabled={page === pages - 1}
              onClick={() => setWanted(page + 1)}
            >
              {m.next}
            </Button>
          </div>
        )}
      </div>
      <ul className={styles.tiles} data-size={size}>
        {shown.map(({ seat, state, unread }) => (
          <li key={seat.registrationId}>
            <Tile
              seat={seat}
              state={state}
              itemCount={itemCount}
              picture={watched.pictures.get(seat.registrationId) ?? null}
              starved={watched.starved.has(seat.registrationId)}
              unread={unread}
              chosen={chosen === seat.registrationId}
              onChoose={() => onChoose(seat)}
              report={watched.report}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
