import { Time } from '#app/components/time.tsx'
import { proctoringMessages } from '#app/i18n/proctoring.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { IncidentView } from '#proctoring/protocol.ts'

import styles from './incident-list.module.css'

type IncidentListProps = {
  incidents: IncidentView[]
  /** Names the seat in a list of the whole room. */
  whereOf?: (registrationId: string | null) => string
}

/** What was recorded, the newest first: by people, and as facts by the system. */
export function IncidentList({ incidents, whereOf }: IncidentListProps) {
  const m = useMessages(proctoringMessages)
  if (incidents.length === 0) return <p className={styles.empty}>{m.log.empty}</p>
  const newest = [...incidents].sort((a, b) => b.at.localeCompare(a.at))
  return (
    // A long list scrolls; what scrolls must be reachable without a mouse.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ol className={styles.list} tabIndex={0} aria-label={m.log.title}>
      {newest.map((incident) => (
        <li
          key={incident.id}
          className={styles.item}
          data-tier={incident.recordedBy ? incident.tier : undefined}
        >
          <span className={styles.when}>
            <Time at={new Date(incident.at)} style="time" />
          </span>
          <span className={styles.what}>
            {whereOf && <span className={styles.where}>{whereOf(incident.registrationId)}</span>}
            {wordOf(m.kinds, incident.kind)}
            {incident.recordedBy ? ` · ${wordOf(m.tiers, incident.tier)}` : ` · ${m.log.system}`}
            {incident.note && (
              <span className={styles.note} lang="">
                {incident.note}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Records are kept for years: a kind that has no word any more is shown as it is. */
function wordOf(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key
}
