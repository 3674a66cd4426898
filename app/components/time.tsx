import { useLocale } from '#app/i18n/use-messages.ts'

import { formatTime, type TimeStyle } from './format-time.ts'

/** An instant, shown in Asia/Shanghai. Give it the Date from the loader; nothing else may format time. */
export function Time({ at, style = 'datetime' }: { at: Date; style?: TimeStyle }) {
  const locale = useLocale()
  return <time dateTime={at.toISOString()}>{formatTime(at, style, locale)}</time>
}
