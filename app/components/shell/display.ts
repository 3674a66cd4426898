export const textSizes = ['standard', 'large', 'largest'] as const

export type TextSize = (typeof textSizes)[number]

/** How a reader wants the pages: font size and contrast. Kept in a cookie, so that the first paint is right. */
export type DisplayChoice = { text: TextSize; contrast: 'standard' | 'high' }

const cookieName = 'display'
const yearSeconds = 365 * 24 * 60 * 60

/** Reads the choice from a `Cookie` header (or `document.cookie`); anything unknown is the standard display. */
export function readDisplay(cookies: string | null): DisplayChoice {
  const pair = (cookies ?? '').split(';').find((part) => part.trim().startsWith(`${cookieName}=`))
  const [text, contrast] = pair?.split('=')[1]?.trim().split('.') ?? []
  return {
    text: textSizes.find((size) => size === text) ?? 'standard',
    contrast: contrast === 'high' ? 'high' : 'standard',
  }
}

/** The cookie that keeps the choice for a year, as written to `document.cookie`. */
export function displayCookie({ text, contrast }: DisplayChoice): string {
  return `${cookieName}=${text}.${contrast}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`
}
