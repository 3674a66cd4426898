import { formatTime } from '#app/components/format-time.ts'
import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { DefinitionList, type Definition } from '#app/ui/definition-list.tsx'
import type { CandidateHealth, IncidentView, SeatView } from '#proctoring/protocol.ts'

import { clockFace } from './duration.ts'
import { IncidentList } from './incident-list.tsx'
import styles from './seat-facts.module.css'

type SeatFactsProps = {
  seat: SeatView
  health: CandidateHealth | undefined
  incidents: IncidentView[]
  itemCount: number
  nowMs: number
}

/** What is known about one candidate in the room. */
export function SeatFacts({ seat, health, incidents, itemCount, nowMs }: SeatFactsProps) {
  const m = useMessages(proctoringMessages)
  const locale = useLocale()
  const { facts } = m.spot
  const known: Definition[] = [
    { term: facts.department, description: locale === 'en' ? seat.departmentEn : seat.departmentZh },
    { term: facts.ticket, description: seat.ticketNo },
    { term: facts.idTail, description: seat.idTail },
    { term: facts.line, description: <LineWords health={health} /> },
    { term: facts.camera, description: <CameraWords health={health} /> },
  ]
  if (seat.lockedUntil && Date.parse(seat.lockedUntil) > nowMs) {
    known.push({
      term: m.spot.lockedUntil,
      description: formatTime(new Date(seat.lockedUntil), 'time', locale),
    })
  }
  return (
    <div className={styles.facts}>
      <DefinitionList items={[...known, ...useAttemptFacts(seat, itemCount, nowMs)]} />
      <h3 className={styles.heading}>{facts.incidents}</h3>
      <IncidentList incidents={incidents} />
    </div>
  )
}

function useAttemptFacts({ attempt }: SeatView, itemCount: number, nowMs: number): Definition[] {
  const m = useMessages(proctoringMessages)
  if (!attempt) return []
  const { facts, closedBy, handOverOpen } = m.spot
  const list: Definition[] = [{ term: facts.answered, description: `${attempt.answered} / ${itemCount}` }]
  const { clock } = attempt
  if (attempt.closedBy) list.push({ term: facts.state, description: closedBy[attempt.closedBy] })
  else {
    const passedMs = clock.phase === 'running' ? nowMs - Date.parse(clock.now) : 0
    list.push({ term: facts.left, description: clockFace(clock.remainingMs - passedMs) })
  }
  if (attempt.givenMs > 0) list.push({ term: facts.given, description: clockFace(attempt.givenMs) })
  if (attempt.handOverOpen) list.push({ term: facts.state, description: handOverOpen })
  if (attempt.heldEntries > 0) list.push({ term: facts.held, description: attempt.heldEntries })
  return list
}

function LineWords({ health }: { health: CandidateHealth | undefined }) {
  const { spot } = useMessages(proctoringMessages)
  return { absent: spot.lineAbsent, here: spot.lineHere, lost: spot.lineLost }[health?.connection ?? 'absent']
}

function CameraWords({ health }: { health: CandidateHealth | undefined }) {
  const m = useMessages(proctoringMessages)
  const words = { off: m.spot.cameraOff, live: m.spot.cameraLive, lost: m.spot.cameraLost }[
    health?.camera ?? 'off'
  ]
  const why = health?.cameraCause ? m.causes[health.cameraCause] : health?.network === 'tcp' ? m.tcp : null
  return (
    <>
      {words}
      {why && <span className={styles.why}>{why}</span>}
    </>
  )
}
