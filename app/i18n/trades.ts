import { type Trade, tradeNames, trades } from '#question-bank/trades.ts'

import type { Locale } from './locale.ts'
import { useLocale } from './use-messages.ts'

/** The names of the trades (行业) in the language of the page, in the order in which offices list them. */
export function useTrades(): { key: Trade; name: string }[] {
  const locale = useLocale()
  return trades.map((key) => ({ key, name: tradeName(key, locale) }))
}

/** The name of a trade; an unknown key, as an older release may have kept it, is its own name. */
export function tradeName(key: string, locale: Locale): string {
  const names = Object.hasOwn(tradeNames, key) ? tradeNames[key as Trade] : null // Safe: just checked.
  return names?.[locale === 'zh-CN' ? 'zh' : 'en'] ?? key
}
