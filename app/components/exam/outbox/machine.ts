/**
 * The machine of an attempt, as its token names it. The token is made by the same server that made this page, and
 * is opaque to everybody else: it is read here for one question only, whether this machine directly follows one
 * that this browser held before. What may be written is decided by the server alone.
 *
 * Version 1: 16 bytes attempt, 16 bytes person, 4 bytes generation, 32 bytes signature, in base64url.
 */
export function generationOf(token: string): number | null {
  const [version, body] = token.split('.')
  if (version !== '1' || !body) return null
  try {
    const bytes = atob(body.replace(/-/g, '+').replace(/_/g, '/'))
    if (bytes.length !== 68) return null
    return [32, 33, 34, 35].reduce((sum, index) => sum * 256 + bytes.charCodeAt(index), 0)
  } catch {
    return null
  }
}

/** same: it is the very machine · next: taken over from ourselves · apart: others may have written in between. */
export function relationOf(held: string, token: string): 'same' | 'next' | 'apart' {
  if (held === token) return 'same'
  const [before, after] = [generationOf(held), generationOf(token)]
  return before !== null && after === before + 1 ? 'next' : 'apart'
}
