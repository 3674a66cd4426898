import { formatTime } from '#app/components/format-time.ts'
import type { auditMessages } from '#app/i18n/audit.ts'
import type { Locale } from '#app/i18n/locale.ts'

type AuditWords = (typeof auditMessages)[Locale]

/** A word of the catalogue for a value of the log; the value itself where there is none yet. */
export function wordOf(words: Readonly<Record<string, string>>, value: string): string {
  return words[value] ?? value
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

type Reading = { m: AuditWords; locale: Locale }

/** A value of a row's detail, readable: instants in Shanghai, durations in seconds, lists in one line. */
export function detailText(value: unknown, key: string, reading: Reading): string {
  if (Array.isArray(value)) return value.map((one) => detailText(one, key, reading)).join(' · ') || nothing
  if (typeof value === 'string') return textOf(value, reading)
  if (typeof value === 'number')
    return key.endsWith('Ms') ? reading.m.seconds(value / 1000) : value.toLocaleString('en-US')
  if (typeof value === 'boolean') return value ? reading.m.yes : reading.m.no
  return value === null || value === undefined ? nothing : JSON.stringify(value)
}

const nothing = '—'

function textOf(value: string, { locale }: Reading): string {
  if (instant.test(value)) return formatTime(new Date(value), 'seconds', locale)
  return value === '' ? nothing : value
}

/** "audit row 12" and "seal 12", as the check names places, in the reader's words. */
export function placeText(where: string, m: AuditWords): string {
  const number = /\d+$/.exec(where)?.[0]
  if (number === undefined) return where
  return where.startsWith('seal') ? m.check.seal(number) : m.check.row(number)
}
