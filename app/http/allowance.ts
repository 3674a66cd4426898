import { RateLimiterMemory } from 'rate-limiter-flexible'

/** How much of something costly each may do, counted by this process alone. */
export type Allowance = {
  /** Counts one act, or `cost` of them. False: that was too much for now. */
  within(who: string, cost?: number): Promise<boolean>
}

/** `points` acts in any `seconds`. */
export function newAllowance({ points, seconds }: { points: number; seconds: number }): Allowance {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return {
    within: (who, cost = 1) =>
      limiter.consume(who, cost).then(
        () => true,
        () => false,
      ),
  }
}
