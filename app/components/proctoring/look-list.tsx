import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Icon } from '#app/ui/icon.tsx'
import type { SeatView } from '#proctoring/protocol.ts'

import styles from './look-list.module.css'
import type { Seating } from './seating.ts'

/** The seats that need a look, the most pressing first. Information for a person, never a verdict. */
export function LookList({
  seatings,
  onChoose,
}: {
  seatings: Seating[]
  onChoose: (seat: SeatView) => void
}) {
  const m = useMessages(proctoringMessages)
  return (
    <section className={styles.panel} aria-labelledby="look-title">
      <h2 id="look-title" className={styles.title}>
        {m.look.title}
        <span className={styles.count}>{seatings.length}</span>
      </h2>
      {seatings.length === 0 ? (
        <p className={styles.none}>{m.look.none}</p>
      ) : (
        <ul className={styles.list}>
          {seatings.map(({ seat, looks }) => (
            <li key={seat.registrationId}>
              <button type="button" className={styles.row} onClick={() => onChoose(seat)}>
                <span className={styles.number}>{seat.seatNumber}</span>
                <span className={styles.name}>{seat.name}</span>
                <span className={styles.why} data-reason={looks[0]}>
                  <Icon name={looks[0] === 'connection-lost' ? 'danger' : 'warning'} />
                  {looks.map((reason) => m.look.reasons[reason]).join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
