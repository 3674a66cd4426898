import { Link, useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'

import { shellMessages } from '#app/i18n/shell.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Icon } from '#app/ui/icon.tsx'

import styles from './masthead-tools.module.css'
import type { RootData } from './root-data.ts'

/** Who is logged in, and the way out. A native disclosure, closed by Esc, by a click elsewhere and by leaving. */
export function AccountMenu({ viewer }: { viewer: NonNullable<RootData['viewer']> }) {
  const m = useMessages(shellMessages)
  const menu = useRef<HTMLDetailsElement>(null)
  useClosing(menu)
  return (
    <details ref={menu} className={styles.account}>
      <summary className={styles.tool} aria-label={m.accountOf(viewer.name)}>
        <Icon name="user" />
        <span className={styles.name}>{viewer.name}</span>
        <Icon name="chevron-down" />
      </summary>
      <div className={styles.menu}>
        <div className={styles.who}>
          <strong>{viewer.name}</strong>
          {viewer.department && <span>{viewer.department}</span>}
          <span className={styles.roles}>{m.listOf(viewer.roles.map((role) => m.roles[role]))}</span>
        </div>
        <Link className={styles.item} to="/account/password">
          <Icon name="lock" />
          {m.changePassword}
        </Link>
        <form method="post" action="/logout">
          <button className={styles.item}>
            <Icon name="logout" />
            {m.logout}
          </button>
        </form>
      </div>
    </details>
  )
}

function useClosing(menu: { current: HTMLDetailsElement | null }) {
  const { key } = useLocation()
  useEffect(() => {
    if (menu.current) menu.current.open = false
  }, [menu, key])
  useEffect(() => {
    const onPointer = (event: Event) => {
      const inside = event.target instanceof Node && menu.current?.contains(event.target)
      if (menu.current && !inside) menu.current.open = false
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !menu.current?.open) return
      menu.current.open = false
      menu.current.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', onPointer)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPointer)
      document.removeEventListener('keydown', onKey)
    }
  }, [menu])
}
