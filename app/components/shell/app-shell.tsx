import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { shellMessages } from '#app/i18n/shell.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Wordmark } from '#app/ui/wordmark.tsx'

import { AccountMenu } from './account-menu.tsx'
import styles from './app-shell.module.css'
import { DemoRibbon } from './demo-ribbon.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { MainNavigation } from './main-navigation.tsx'
import { PageFooter } from './page-footer.tsx'
import { PendingBar } from './pending-bar.tsx'
import { useRootData } from './root-data.ts'
import { SkipLink } from './skip-link.tsx'

/** The frame of every page of staff and candidates, except while an exam is sat. */
export function AppShell({ children }: { children: ReactNode }) {
  const m = useMessages(shellMessages)
  const viewer = useRootData()?.viewer ?? null
  return (
    <div className={styles.shell}>
      <SkipLink />
      <PendingBar />
      <header className={styles.masthead}>
        <div className={styles.bar}>
          <Link className={styles.brand} to="/">
            <Wordmark />
          </Link>
          <div className={styles.tools}>
            <LanguageSwitch />
            {viewer && <AccountMenu viewer={viewer} />}
          </div>
        </div>
      </header>
      {viewer && <MainNavigation roles={viewer.roles} />}
      <DemoRibbon />
      <main id="main" tabIndex={-1} className={styles.main}>
        {viewer?.mustChangePassword && <Notice tone="warning">{m.mustChangePassword}</Notice>}
        {children}
      </main>
      <PageFooter />
    </div>
  )
}
