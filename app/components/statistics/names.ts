import type { Locale } from '#app/i18n/locale.ts'

/** The name of a unit, a campaign or a department in the language of the page. */
export function nameIn(locale: Locale, named: { nameZh: string; nameEn: string }): string {
  return locale === 'en' ? named.nameEn : named.nameZh
}

/** The title of an exam in the language of the page. */
export function titleIn(locale: Locale, titled: { titleZh: string; titleEn: string }): string {
  return locale === 'en' ? titled.titleEn : titled.titleZh
}
