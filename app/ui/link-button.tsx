import { Link, type LinkProps } from '@remix-run/react'
import { clsx } from 'clsx'

import { buttonLook, type ButtonSize, type ButtonVariant } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'

type LinkButtonProps = LinkProps & {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName
  wide?: boolean
}

/** A link that looks like a button: for going somewhere. What changes something is a Button in a form. */
export function LinkButton({ variant, size, icon, wide, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={clsx(buttonLook({ variant, size, wide }), className)}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}
