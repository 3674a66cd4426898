import { clsx } from 'clsx'
import type { ButtonHTMLAttributes, ReactNode } from 'react'

import { uiMessages } from '#app/i18n/ui.ts'
import { useMessages } from '#app/i18n/use-messages.ts'

import styles from './button.module.css'
import { Icon, type IconName } from './icon.tsx'
import { Spinner } from './spinner.tsx'

/** primary: the one thing to do here · secondary: the others · quiet: beside text · danger: cannot be undone. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'medium' | 'large'

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: IconName; wide?: boolean }

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & Look & { busy?: boolean; children: ReactNode }

/**
 * A button. As in HTML it submits its form unless `type="button"`.
 *
 * A busy button keeps its place and its focus, says so to a screen reader, and does nothing when pressed again.
 */
export function Button({
  variant,
  size,
  icon,
  wide,
  busy = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  const m = useMessages(uiMessages)
  const { onClick, ...others } = rest
  return (
    <button
      {...others}
      className={clsx(buttonLook({ variant, size, wide }), busy && styles.busy, className)}
      aria-disabled={busy || others['aria-disabled'] || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <Spinner label={m.working} /> : icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** The class names of a button, for what must look like one (see LinkButton). */
export function buttonLook({ variant = 'secondary', size = 'medium', wide = false }: Look): string {
  return clsx(styles.button, styles[variant], styles[size], wide && styles.wide)
}
