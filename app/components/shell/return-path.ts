const here = 'http://here.invalid'

/**
 * The path to go back to, only if it is on this site: a link made by somebody else must not lead elsewhere.
 *
 * @returns Path and query of `value`; `/` when it is missing or leads to another site.
 */
export function safeReturnPath(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/') || !URL.canParse(value, here)) return '/'
  const url = new URL(value, here)
  if (url.origin !== here) return '/'
  // `/..//elsewhere` becomes `//elsewhere`, which a browser takes for another site.
  return url.pathname.replace(/^\/+/, '/') + url.search
}
