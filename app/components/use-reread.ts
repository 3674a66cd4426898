import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useRef } from 'react'

/** A reading that has not ended by then went along with a navigation and will not tell. */
const FORGOTTEN_MS = 5000

/**
 * Reads the page's data again, one reading at a time: a newer one would abort the one under way, and many wishes at
 * once (a room full of notices) are one reading after it.
 */
export function useReread(): () => void {
  const { revalidate, state } = useRevalidator()
  const startedAt = useRef<number | null>(null)
  const again = useRef(false)

  const read = useCallback(() => {
    startedAt.current = performance.now()
    revalidate()
  }, [revalidate])

  useEffect(() => {
    if (state !== 'idle') return
    startedAt.current = null
    if (!again.current) return
    again.current = false
    read()
  }, [state, read])

  return useCallback(() => {
    const running = startedAt.current !== null && performance.now() - startedAt.current < FORGOTTEN_MS
    if (running) again.current = true
    else read()
  }, [read])
}
