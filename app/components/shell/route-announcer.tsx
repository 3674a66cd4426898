import { useLocation } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'

import { shellMessages } from '#app/i18n/shell.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'

/**
 * Tells a screen reader that another page has come, and puts the focus at its beginning, as a full page load
 * would. Silent on the first page and when only the query changes (filters, pages of a list).
 */
export function RouteAnnouncer() {
  const m = useMessages(shellMessages)
  const { pathname } = useLocation()
  const last = useRef(pathname)
  const [title, setTitle] = useState('')
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    setTitle(document.title)
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])
  return (
    <VisuallyHidden>
      <span aria-live="polite">{title && m.pageLoaded(title)}</span>
    </VisuallyHidden>
  )
}
