import { FlagBadge } from '#app/components/items/flag-badges.tsx'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { ExamItemFigures } from '#app/services/item-statistics/read-exam-items.ts'
import { Panel } from '#app/ui/panel.tsx'

import styles from './flagged.module.css'

/** How many items have each flag; the table begins with them. */
export function Flagged({ flagged }: Pick<ExamItemFigures, 'flagged'>) {
  const m = useMessages(itemMessages)
  return (
    <Panel title={m.flagged.title}>
      {flagged.length === 0 ? (
        <p>{m.flagged.none}</p>
      ) : (
        <ul className={styles.flags}>
          {flagged.map(({ name, items }) => (
            <li key={name} className={styles.flag}>
              <span className={styles.name}>
                <FlagBadge name={name} />
              </span>
              <span className={styles.count}>{m.flagged.items(items)}</span>
              <span className={styles.means}>{m.means[name](m.withoutOptions)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
