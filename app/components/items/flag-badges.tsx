import { type Flag, type FlagName, type Urgency, urgencyOf } from '#app/domain/item-analysis-flags.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'

import styles from './flag-badges.module.css'

const tones = { urgent: 'danger', look: 'warning', note: 'neutral' } satisfies Record<Urgency, BadgeTone>

/** One flag in a word, as grave as it is. */
export function FlagBadge({ name }: { name: FlagName }) {
  const { flags } = useMessages(itemMessages)
  return <Badge tone={tones[urgencyOf[name]]}>{flags[name]}</Badge>
}

/** The flags of an item; without any, nothing to look at. */
export function FlagBadges({ flags }: { flags: readonly Flag[] }) {
  const { table } = useMessages(itemMessages)
  if (flags.length === 0) return <span className={styles.none}>{table.noFlag}</span>
  return (
    <span className={styles.badges}>
      {flags.map(({ name }) => (
        <FlagBadge key={name} name={name} />
      ))}
    </span>
  )
}
