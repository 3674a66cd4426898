import type { Random } from '../random.ts'
import { workingDays } from './calendar.ts'

const MINUTE = 60_000

/** Picks moments within the working hours of a window. */
export type Diary = {
  /** A moment on some working day; most people come in the first days of a window, some in the last. */
  some(random: Random): Date
  /** A moment one to four working days later; null when the window is over by then. */
  later(random: Random, than: Date): Date | null
}

/** @param until The last begin lies at least a working day before it, so that every attempt is over by then. */
export function diaryOf(from: Date, until: Date): Diary {
  const days = workingDays(from, new Date(until.getTime() - 24 * 60 * MINUTE))
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) throw new Error('The window has no working day.')
  const onDay = (random: Random, day: Date) => {
    // 8:30 to 11:10 and 14:00 to 16:40.
    const minutes = (random.chance(0.55) ? 8 * 60 + 30 : 14 * 60) + random.below(160)
    return new Date(day.getTime() + minutes * MINUTE + random.below(MINUTE))
  }
  return {
    some(random) {
      const place = random.chance(0.75) ? random.next() ** 1.7 : 1 - random.next() ** 2
      return onDay(random, days[Math.min(days.length - 1, Math.floor(place * days.length))] ?? first)
    },
    later(random, than) {
      const next = days.filter((day) => day.getTime() > than.getTime()).slice(0, 4)
      return next.length > 0 ? onDay(random, random.pick(next)) : null
    },
  }
}
