import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/**
 * Reads the page's data again every so often while somebody looks at it, and at once when they come back; null:
 * never, for figures that are locked.
 *
 * The server is asked first whether it is there: a failed reload would replace the figures by an error page.
 */
export function useLiveRefresh(everyMs: number | null): void {
  const { revalidate, state } = useRevalidator()
  const busy = useRef(false)
  busy.current = state !== 'idle'

  useEffect(() => {
    if (everyMs === null) return
    const refresh = () => {
      if (document.visibilityState !== 'visible' || busy.current) return
      void isServerThere().then((isThere) => isThere && revalidate())
    }
    const timer = setInterval(refresh, everyMs)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [everyMs, revalidate])
}

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch('/api/v1/time', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}
