import { useLocale } from '#app/i18n/use-messages.ts'

/** Chooses between the two names that the database keeps of a thing. */
export function useInLanguage(): (zh: string, en: string) => string {
  const locale = useLocale()
  return (zh, en) => (locale === 'en' ? en : zh)
}
