import type { Figure as FigureValue, ItemFigures } from '#app/domain/item-analysis-figures.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

import styles from './figure.module.css'

type FigureProps = { value: FigureValue; as: (value: number) => string }

/** A figure, or "—" and why there is none. */
export function Figure({ value, as }: FigureProps) {
  const { missing } = useMessages(itemMessages)
  if (typeof value === 'number') return <span className={styles.figure}>{as(value)}</span>
  return <Dash reason={missing[value]} />
}

/** Median time in seconds, with the quartiles when `full`. */
export function ItemTime({ time, full = false }: { time: ItemFigures['time']; full?: boolean }) {
  const { missing } = useMessages(itemMessages)
  if (typeof time === 'string') return <Dash reason={missing[time]} />
  return (
    <span className={styles.figure}>
      {time.median}
      {full && (
        <span className={styles.spread}>
          {time.lower}–{time.upper}
        </span>
      )}
    </span>
  )
}

function Dash({ reason }: { reason: string }) {
  return (
    <span title={reason}>
      <span aria-hidden="true">—</span>
      <VisuallyHidden>{reason}</VisuallyHidden>
    </span>
  )
}
