import { navigationOf } from '#app/components/shell/navigation.ts'
import { safeReturnPath } from '#app/components/shell/return-path.ts'
import type { RoleName } from '#db/schema/organisation.ts'

import type { Viewer } from '../context.ts'

// Who works in a room today begins there, also when they study like everybody else.
const order: readonly RoleName[] = [
  'proctor', 'centre-manager', 'inspector', 'administrator', 'liaison', 'author', 'reviewer', 'auditor', 'candidate',
] // prettier-ignore

const doors = ['/login', '/logout', '/activate', '/account/password']

/** The page somebody starts from, by role; null for an account that has no role yet. */
export function homeOf({ roles }: Pick<Viewer, 'roles'>): string | null {
  const first = order.find((name) => roles.some(({ role }) => role === name))
  return (first && navigationOf([first])[0]?.to) ?? null
}

/**
 * Where to go after a login or a change of password: back to the page that asked for it, if it is one of ours.
 *
 * @param url The request's address, with `?next=`.
 */
export function nextOf(url: string): string {
  const next = safeReturnPath(new URL(url).searchParams.get('next'))
  const path = next.split('?')[0] ?? ''
  return doors.includes(path) ? '/' : next
}

/** As `nextOf`, by way of the change of password when that is due. */
export function afterLogin(viewer: Pick<Viewer, 'mustChangePassword'>, url: string): string {
  const next = nextOf(url)
  return viewer.mustChangePassword ? `/account/password?next=${encodeURIComponent(next)}` : next
}
