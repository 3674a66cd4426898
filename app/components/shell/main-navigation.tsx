import { NavLink } from '@remix-run/react'
import { clsx } from 'clsx'

import { shellMessages } from '#app/i18n/shell.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './main-navigation.module.css'
import { navigationOf, type NavigationRole } from './navigation.ts'

/** The areas somebody works in. With a single area there is nothing to choose, so it is left out. */
export function MainNavigation({ roles }: { roles: readonly NavigationRole[] }) {
  const m = useMessages(shellMessages)
  const links = navigationOf(roles)
  if (links.length < 2) return null
  return (
    <nav className={styles.navigation} aria-label={m.navigation}>
      <ul className={styles.list}>
        {links.map((link) => (
          <li key={link.to}>
            <NavLink
              to={link.to}
              className={({ isActive }) => clsx(styles.link, isActive && styles.current)}
              prefetch="intent"
            >
              {m.links[link.key]}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
