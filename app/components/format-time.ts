import type { Locale } from '#app/i18n/locale.ts'

/**
 * date 2026年9月12日 · day 2026-09-12 · time 09:00 · clock 09:00:01 · datetime 2026年9月12日 09:00 · weekday 9月12日 周六 09:00 ·
 * seconds 2026-09-12 09:00:01 (logs and evidence)
 */
export type TimeStyle = 'date' | 'day' | 'time' | 'clock' | 'datetime' | 'weekday' | 'seconds'

// China has had one time zone and no summer time since 1991. Done by hand and not by Intl, because the
// formats of old browsers differ from the server's, and the page would change while it wakes up.
const shanghaiMs = 8 * 60 * 60 * 1000

const weekdays = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} satisfies Record<Locale, string[]>

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An instant in words, as clocks in Shanghai show it. */
export function formatTime(at: Date, style: TimeStyle, locale: Locale): string {
  const local = new Date(at.getTime() + shanghaiMs)
  const [day, clock] = local.toISOString().slice(0, 19).split('T') as [string, string] // Safe: ISO 8601 has one T.
  const minutes = clock.slice(0, 5)
  switch (style) {
    case 'day':
      return day
    case 'time':
      return minutes
    case 'clock':
      return clock
    case 'seconds':
      return `${day} ${clock}`
    case 'date':
      return dateOf(local, locale)
    case 'datetime':
      return locale === 'en' ? `${dateOf(local, locale)}, ${minutes}` : `${dateOf(local, locale)} ${minutes}`
    case 'weekday':
      return weekdayOf(local, locale, minutes)
  }
}

function dateOf(local: Date, locale: Locale): string {
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()]
  return locale === 'en' ? `${day} ${months[month]} ${year}` : `${year}年${month + 1}月${day}日`
}

function weekdayOf(local: Date, locale: Locale, minutes: string): string {
  const [month, day, weekday] = [local.getUTCMonth(), local.getUTCDate(), weekdays[locale][local.getUTCDay()]]
  return locale === 'en'
    ? `${weekday} ${day} ${months[month]}, ${minutes}`
    : `${month + 1}月${day}日 ${weekday} ${minutes}`
}
