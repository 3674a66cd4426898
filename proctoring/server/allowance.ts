/** How often something may be asked: `burst` at once, then `perSecond`. */
export type Rate = { burst: number; perSecond: number }

/**
 * Counts what is left of a rate (a token bucket).
 *
 * @param nowMs A monotonic instant, passed at every call.
 * @returns Whether one more is allowed now; asking uses it up.
 */
export function createAllowance({ burst, perSecond }: Rate): (nowMs: number) => boolean {
  let left = burst
  let lastMs: number | null = null
  return (nowMs) => {
    left = Math.min(burst, left + (lastMs === null ? 0 : ((nowMs - lastMs) / 1000) * perSecond))
    lastMs = nowMs
    if (left < 1) return false
    left -= 1
    return true
  }
}
