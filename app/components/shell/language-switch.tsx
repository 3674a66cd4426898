import { useLocation } from '@remix-run/react'

import { shellMessages } from '#app/i18n/shell.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import { Icon } from '#app/ui/icon.tsx'

import styles from './masthead-tools.module.css'

/** Changes to the other language and stays on the page. A plain form: it also works before scripts have loaded. */
export function LanguageSwitch() {
  const m = useMessages(shellMessages)
  const other = useLocale() === 'en' ? 'zh-CN' : 'en'
  const { pathname, search } = useLocation()
  return (
    <form method="post" action="/language">
      <input type="hidden" name="returnTo" value={pathname + search} />
      <button className={styles.tool} name="lang" value={other} lang={other} title={m.switchLanguageHint}>
        <Icon name="globe" />
        {m.switchLanguage}
      </button>
    </form>
  )
}
