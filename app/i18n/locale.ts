export type Locale = 'zh-CN' | 'en'

export const locales = ['zh-CN', 'en'] as const satisfies readonly Locale[]

/** Chinese comes first: whoever has not chosen reads Chinese, whatever the browser of an exam room says. */
export const defaultLocale: Locale = 'zh-CN'

const cookieName = 'lang'
const yearSeconds = 365 * 24 * 60 * 60

/** Tells whether a value from outside names a language of the product. */
export function isLocale(value: unknown): value is Locale {
  return value === 'zh-CN' || value === 'en'
}

/**
 * Reads the language a person has chosen.
 *
 * @param cookieHeader The `Cookie` header of the request, or null.
 * @returns The chosen language; Chinese when there is no choice or no such language.
 */
export function readLocale(cookieHeader: string | null): Locale {
  for (const part of (cookieHeader ?? '').split(';')) {
    const [name, value] = part.trim().split('=')
    if (name === cookieName && isLocale(value)) return value
  }
  return defaultLocale
}

/**
 * Writes the `Set-Cookie` header that keeps the choice for a year. The cookie holds nothing personal.
 *
 * @param secure True when the public origin is https; Chromium 88 drops Secure cookies on http://localhost.
 */
export function localeCookie(locale: Locale, secure: boolean): string {
  const base = `${cookieName}=${locale}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax; HttpOnly`
  return secure ? `${base}; Secure` : base
}
