import { useEffect, useState } from 'react'

/**
 * The page's own clock (`performance.now()`), looked at again and again.
 *
 * @param everyMs Null: not at the moment.
 */
export function usePageClock(everyMs: number | null): number {
  const [now, setNow] = useState(() => (typeof performance === 'undefined' ? 0 : performance.now()))
  useEffect(() => {
    if (everyMs === null) return
    setNow(performance.now())
    const timer = window.setInterval(() => setNow(performance.now()), everyMs)
    return () => window.clearInterval(timer)
  }, [everyMs])
  return now
}
