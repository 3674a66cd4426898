/**
 * Cross-site request forgery: a browser names the page a state change comes from. A foreign one is refused;
 * plain clients name none and pass, since they carry no ambient cookie of somebody else's browser.
 *
 * @param publicOrigin The origin that browsers see, which a reverse proxy may change.
 * @see docs/decisions/0007-csrf-by-origin.md
 */
export function isForeign(request: Request, publicOrigin: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false
  const site = request.headers.get('Sec-Fetch-Site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return true
  const origin = request.headers.get('Origin')
  return origin !== null && origin !== publicOrigin
}
