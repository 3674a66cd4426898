import { messagesOf } from '#app/i18n/catalogue.ts'
import { defaultLocale, isLocale, type Locale } from '#app/i18n/locale.ts'
import { shellMessages } from '#app/i18n/shell.ts'

/**
 * The title of a page, in the language of the page: 「考试 · 学法考法平台」. Screen readers say it on arrival.
 *
 * @example export const meta: MetaFunction = ({ matches }) =>
 *   pageTitle(matches, (locale) => messagesOf(examMessages, locale).title)
 */
export function pageTitle(
  matches: readonly { id: string; data: unknown }[],
  words: (locale: Locale) => string,
) {
  const locale = localeOf(matches.find((match) => match.id === 'root')?.data)
  return [{ title: `${words(locale)} · ${messagesOf(shellMessages, locale).platformShort}` }]
}

function localeOf(root: unknown): Locale {
  if (typeof root !== 'object' || root === null || !('locale' in root)) return defaultLocale
  return isLocale(root.locale) ? root.locale : defaultLocale
}
