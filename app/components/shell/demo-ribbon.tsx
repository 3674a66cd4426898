import { shellMessages } from '#app/i18n/shell.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './demo-ribbon.module.css'
import { useRootData } from './root-data.ts'

/** Says on every page of a demonstration that nobody in it is real. */
export function DemoRibbon() {
  const m = useMessages(shellMessages)
  if (!useRootData()?.demo) return null
  return (
    <aside className={styles.ribbon} aria-label={m.demoLabel}>
      {m.demo}
    </aside>
  )
}
