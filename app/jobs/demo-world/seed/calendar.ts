const HOUR = 3_600_000
const DAY = 24 * HOUR
/** China has one time zone and no summer time. */
const SHANGHAI = 8 * HOUR

/** A place in time seen from today: so many days on (or back), at an hour of the day in China. */
export type At = (days: number, hour?: number, minute?: number) => Date

/** The days of one campaign: from the cut-off of its roll to its lock. */
export type Season = {
  year: number
  /** YYYY-MM-DD */
  cutOff: string
  frozenAt: Date
  publishedAt: Date
  opensAt: Date
  closesAt: Date
  /** The last study results came in. */
  studiedAt: Date
}

export type Calendar = { at: At; now: Date; past: Season & { lockedAt: Date }; current: Season }

/**
 * When everything in the demo world happens, as fixed distances from the day it is made: the past campaign a year
 * back and over, the current one with its window open.
 */
export function calendarOf(now: Date): Calendar {
  const midnight = Math.floor((now.getTime() + SHANGHAI) / DAY) * DAY - SHANGHAI
  const at: At = (days, hour = 0, minute = 0) =>
    new Date(midnight + days * DAY + hour * HOUR + minute * 60_000)
  return {
    at,
    now,
    past: {
      ...seasonOf(at, -448),
      publishedAt: at(-402, 10),
      opensAt: at(-395, 8),
      closesAt: at(-370, 18),
      studiedAt: at(-396, 17, 30),
      lockedAt: at(-352, 16),
    },
    current: {
      ...seasonOf(at, -83),
      publishedAt: at(-19, 10),
      opensAt: at(-13, 8),
      closesAt: at(18, 18),
      studiedAt: at(-2, 17, 30),
    },
  }
}

function seasonOf(at: At, cutOffDays: number) {
  const cutOff = dayOf(at(cutOffDays))
  return { year: Number(cutOff.slice(0, 4)), cutOff, frozenAt: at(cutOffDays + 1, 9) }
}

/** The day in China that an instant falls on, YYYY-MM-DD. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI).toISOString().slice(0, 10)
}

/** The working days (Monday to Friday in China) that begin between two instants, as their midnights. */
export function workingDays(from: Date, until: Date): Date[] {
  const first = Math.ceil((from.getTime() + SHANGHAI) / DAY) * DAY - SHANGHAI
  const days: Date[] = []
  for (let midnight = first; midnight < until.getTime(); midnight += DAY) {
    const weekday = new Date(midnight + SHANGHAI).getUTCDay()
    if (weekday !== 0 && weekday !== 6) days.push(new Date(midnight))
  }
  return days
}
