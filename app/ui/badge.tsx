import { clsx } from 'clsx'
import type { ReactNode } from 'react'

import styles from './badge.module.css'
import { Icon, type IconName } from './icon.tsx'

/** active: going on right now. The others as their colours mean everywhere. */
export type BadgeTone = 'neutral' | 'info' | 'active' | 'success' | 'warning' | 'danger'

const icons = {
  neutral: 'neutral',
  info: 'info',
  active: 'clock',
  success: 'check',
  warning: 'warning',
  danger: 'danger',
} satisfies Record<BadgeTone, IconName>

/** The state of one thing, in a word. The colour repeats what icon and word already say. */
export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: BadgeTone
  icon?: IconName
  children: ReactNode
}) {
  return (
    <span className={clsx(styles.badge, styles[tone])}>
      <Icon name={icon ?? icons[tone]} />
      {children}
    </span>
  )
}
