import { formatTime } from '#app/components/format-time.ts'
import type { auditMessages } from '#app/i18n/audit.ts'
import type { Locale } from '#app/i18n/locale.ts'

type AuditWords = (typeof auditMessages)[Locale]

/** A word of the catalogue for a value of the log; the value itself where there is none yet. */
export function wordOf(words: Readonly<Record<string, string>>, value: string): string {
  return words[value] ?? value
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** A value of a row's detail, readable: instants in Shanghai, durations in seconds, lists in one line. */
export function detailText(
  value: unknown,
  key: string,
  { m, locale }: { m: AuditWords; locale: Locale },
): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return value ? m.yes : m.no
  if (typeof value === 'number')
    return key.endsWith('Ms') ? m.seconds(value / 1000) : value.toLocaleString('en-US')
  if (typeof value === 'string')
    return instant.test(value) ? formatTime(new Date(value), 'seconds', locale) : value
  if (Array.isArray(value)) return value.map((one) => detailText(one, key, { m, locale })).join(' · ') || '—'
  return JSON.stringify(value)
}

/** "audit row 12" and "seal 12", as the check names places, in the reader's words. */
export function placeText(where: string, m: AuditWords): string {
  const number = /\d+$/.exec(where)?.[0]
  if (number === undefined) return where
  return where.startsWith('seal') ? m.check.seal(number) : m.check.row(number)
}
