import { waitingMessages } from '#app/i18n/waiting.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { Time } from '#app/components/time.tsx'
import type { WaitingView } from '#app/services/exams/read-waiting.ts'
import { Panel } from '#app/ui/panel.tsx'
import { Photo } from '#app/ui/photo.tsx'

import styles from './candidate-sheet.module.css'

/** Who sits where: for the candidate to check. Of the ID number only the end is shown. */
export function CandidateSheet({ waiting }: { waiting: WaitingView }) {
  const m = useMessages(waitingMessages)
  const en = useLocale() === 'en'
  const { candidate, sitting, opensAt, closesAt } = waiting
  return (
    <Panel title={m.candidate}>
      <div className={styles.sheet}>
        <Photo name={candidate.name} />
        <dl className={styles.facts}>
          <div>
            <dt>{m.name}</dt>
            <dd className={styles.name}>{candidate.name}</dd>
          </div>
          <div>
            <dt>{m.idNumber}</dt>
            <dd>{`****** ${candidate.idTail}`}</dd>
          </div>
          <div>
            <dt>{m.unit}</dt>
            <dd>{en ? candidate.unitEn : candidate.unitZh}</dd>
          </div>
          {sitting ? (
            <>
              {sitting.ticketNo && (
                <div>
                  <dt>{m.ticket}</dt>
                  <dd>{sitting.ticketNo}</dd>
                </div>
              )}
              <div>
                <dt>{m.place}</dt>
                <dd>
                  {en ? `${sitting.centreEn}, ${sitting.roomEn}` : `${sitting.centreZh} ${sitting.roomZh}`}
                </dd>
              </div>
              {sitting.seatNumber !== null && (
                <div>
                  <dt>{m.seat}</dt>
                  <dd className={styles.seat}>{m.seatNumber(sitting.seatNumber)}</dd>
                </div>
              )}
              <div>
                <dt>{m.start}</dt>
                <dd>
                  <Time at={sitting.startedAt ?? sitting.startsAt} style="weekday" />
                </dd>
              </div>
            </>
          ) : (
            opensAt &&
            closesAt && (
              <div>
                <dt>{m.window}</dt>
                <dd>
                  <Time at={opensAt} style="weekday" /> – <Time at={closesAt} style="weekday" />
                </dd>
              </div>
            )
          )}
        </dl>
      </div>
      <p className={styles.check}>{sitting ? m.check : m.checkOnline}</p>
    </Panel>
  )
}
