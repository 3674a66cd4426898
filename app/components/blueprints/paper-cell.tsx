import { pointsText } from '#app/domain/blueprint-draft.ts'
import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { BlueprintLine, PaperOutline } from '#app/services/blueprints/list-blueprints.ts'
import { Badge } from '#app/ui/badge.tsx'

import styles from './blueprint-form.module.css'
import { useOutline } from './blueprint-words.ts'

/** A paper in a cell of a list: its parts, what they come to, and whether it has an own part. */
export function PaperCell({
  outline,
}: {
  outline: PaperOutline & Partial<Pick<BlueprintLine, 'isReadable'>>
}) {
  const m = useMessages(blueprintMessages)
  const outlineOf = useOutline()
  if (outline.isReadable === false) return <span className={styles.soft}>{m.unreadable}</span>
  return (
    <>
      {outlineOf(outline.parts)}
      <span className={styles.line}>
        {m.total(outline.items, pointsText(outline.marks))}{' '}
        {outline.hasOwnPart && <Badge tone="info">{m.ownPart}</Badge>}
      </span>
    </>
  )
}
