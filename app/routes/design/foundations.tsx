import { clsx } from 'clsx'

import { designMessages } from '#app/i18n/design.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Panel } from '#app/ui/panel.tsx'

import styles from './design.module.css'

const colours = [
  'paper',
  'surface',
  'ink',
  'inkSoft',
  'inkFaint',
  'indigo',
  'cover',
  'vermilion',
  'info',
  'success',
  'warning',
  'danger',
] as const

const types = ['display', 'figure', 'title', 'heading', 'lead', 'body', 'small', 'caption'] as const

const spaces = [4, 8, 12, 16, 24, 32, 48]

/** The tokens themselves, as they look. */
export function Foundations() {
  const m = useMessages(designMessages)
  return (
    <>
      <Panel title={m.sections.type}>
        <div>
          {types.map((type) => (
            <p key={type} className={styles.type}>
              <span className={styles[type]}>{m.sample}</span>
              <small>{m.types[type]}</small>
            </p>
          ))}
        </div>
      </Panel>
      <Panel title={m.sections.colour}>
        <ul className={styles.swatches}>
          {colours.map((colour) => (
            <li key={colour} className={styles.swatch}>
              <span className={clsx(styles.chip, styles[colour])} />
              {m.colours[colour]}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={m.sections.space}>
        <ul className={styles.spaces}>
          {spaces.map((size) => (
            <li key={size}>
              <svg className={styles.space} width={size} height={size} aria-hidden="true" focusable="false">
                <rect width={size} height={size} />
              </svg>
              {size}
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}
