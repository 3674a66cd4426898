import { useEffect, useState } from 'react'

/**
 * The server's time, going on by the monotonic clock: changing the computer's clock changes nothing.
 *
 * @param now What the server said, ISO 8601; a new value sets it anew.
 * @returns Milliseconds since 1970, once a second.
 */
export function useServerNow(now: string): number {
  const [nowMs, setNowMs] = useState(() => Date.parse(now))
  useEffect(() => {
    const saidMs = Date.parse(now)
    const heardMs = performance.now()
    const tick = () => setNowMs(saidMs + performance.now() - heardMs)
    tick()
    const timer = window.setInterval(tick, 1000)
    return () => window.clearInterval(timer)
  }, [now])
  return nowMs
}
