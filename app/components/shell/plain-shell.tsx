import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { shellMessages } from '#app/i18n/shell.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Seal } from '#app/ui/seal.tsx'

import { DemoRibbon } from './demo-ribbon.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { PageFooter } from './page-footer.tsx'
import styles from './plain-shell.module.css'
import { SkipLink } from './skip-link.tsx'

/** The frame of pages before one is logged in: the cover of a thread-bound book, with its title slip. */
export function PlainShell({ children }: { children: ReactNode }) {
  const m = useMessages(shellMessages)
  return (
    <div className={styles.shell}>
      <SkipLink />
      <header className={styles.cover}>
        <Binding />
        <Link className={styles.slip} to="/">
          <Seal />
          <span className={styles.title}>
            <span className={styles.long}>{m.platform}</span>
            <span className={styles.short}>{m.platformShort}</span>
          </span>
          <span className={styles.office}>{m.office}</span>
        </Link>
        <div className={styles.tools}>
          <LanguageSwitch />
        </div>
      </header>
      <div className={styles.page}>
        <DemoRibbon />
        <main id="main" tabIndex={-1} className={styles.main}>
          {children}
        </main>
        <PageFooter />
      </div>
    </div>
  )
}

/** The thread of the binding: four holes, sewn along the spine. */
function Binding() {
  return (
    <svg
      className={styles.binding}
      viewBox="0 0 60 800"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M44 0V800M0 40H44M0 280H44M0 520H44M0 760H44" vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
