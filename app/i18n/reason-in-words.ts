import { bankFileFaults } from './bank-file-faults.ts'
import type { Locale } from './locale.ts'

/** Why a row of a file was not taken, in one language. */
export function rowReason(
  locale: Locale,
  { fault, detail, sheet }: { fault: string; detail: string; sheet: string | null },
): string {
  const words: Readonly<Record<string, (detail: string) => string>> = bankFileFaults[locale].rows
  const about = inLanguage(locale, detail)
  const reason = words[fault]?.(about) ?? about
  if (sheet === null) return reason
  return locale === 'en' ? `Sheet ${sheet}: ${reason}` : `工作表“${sheet}”：${reason}`
}

/** Why a whole file was refused. The reader's own detail is English or, with ` · ` between them, in both languages. */
export function fileReason(locale: Locale, { fault, detail }: { fault: string; detail: string }): string {
  const words: Readonly<Record<string, string>> = bankFileFaults[locale].files
  const isBoth = detail.includes(' · ')
  return isBoth || locale === 'en' ? inLanguage(locale, detail) : (words[fault] ?? detail)
}

/** One of the two languages in which a reader may say what it found. */
function inLanguage(locale: Locale, detail: string): string {
  const at = detail.indexOf(' · ')
  if (at === -1) return detail
  return locale === 'en' ? detail.slice(at + 3) : detail.slice(0, at)
}
