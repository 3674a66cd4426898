import { formatTime } from '#app/components/format-time.ts'
import type { SittingSummary } from '#app/services/sittings/list-sittings.ts'

export type SittingGroups = {
  today: SittingSummary[]
  coming: SittingSummary[]
  /** The newest first. */
  past: SittingSummary[]
}

const urgency = { open: 0, paused: 0, planned: 1, over: 2 } satisfies Record<SittingSummary['phase'], number>

/** Sorts sittings, by start time, into today (what goes on now first), later and earlier days. */
export function groupSittings(sittings: readonly SittingSummary[], now: Date): SittingGroups {
  const dayOf = (at: Date) => formatTime(at, 'day', 'zh-CN')
  const today = dayOf(now)
  const isNow = ({ phase }: SittingSummary) => phase === 'open' || phase === 'paused'
  const others = sittings.filter((one) => !isNow(one) && dayOf(one.startsAt) !== today)
  return {
    today: sittings
      .filter((one) => isNow(one) || dayOf(one.startsAt) === today)
      .sort((a, b) => urgency[a.phase] - urgency[b.phase]),
    coming: others.filter((one) => one.startsAt > now),
    past: others.filter((one) => one.startsAt <= now).reverse(),
  }
}
