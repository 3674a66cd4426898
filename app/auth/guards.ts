import { data, redirect } from '@remix-run/server-runtime'

import type { CandidateContext } from '#app/services/attempts/start-attempt.ts'
import type { Db } from '#db/client.ts'
import type { RoleName } from '#db/schema/organisation.ts'

import type { PlatformContext, Viewer } from '../context.ts'

type Looking = Pick<PlatformContext, 'db' | 'viewer'>

/** Somebody acting in a role of the office. */
export type StaffContext = { db: Db; accountId: string; name: string; viewer: Viewer }

/**
 * Who is logged in, also with a password that must be changed: for the page that changes it.
 *
 * @throws {Response} A redirect to the login.
 */
export function requireLogin({ viewer }: Looking, request: Request): Viewer {
  if (!viewer) throw redirect(`/login?next=${returnPathOf(request)}`)
  return viewer
}

/**
 * Who is looking. Sends others to the login and back afterwards; whoever must change the password does that first.
 *
 * @throws {Response} A redirect.
 */
export function requireViewer(context: Looking, request: Request): Viewer {
  const viewer = requireLogin(context, request)
  if (viewer.mustChangePassword) throw redirect(`/account/password?next=${returnPathOf(request)}`)
  return viewer
}

/**
 * A person who may sit exams.
 *
 * @throws {Response} A redirect to the login; 403 for staff who are on no roll.
 */
export function requireCandidate(context: Looking, request: Request): CandidateContext {
  requireViewer(context, request)
  return findCandidate(context) ?? forbid()
}

/**
 * Somebody with one of these roles, wherever it holds: for which units is for the service to ask (`regionsOf`).
 *
 * @throws {Response} A redirect to the login; 403 without the role.
 */
export function requireStaff(context: Looking, request: Request, roles: readonly RoleName[]): StaffContext {
  requireViewer(context, request)
  return findStaff(context, roles) ?? forbid()
}

/** As `requireCandidate`, for the API: null where a page would redirect or refuse. */
export function findCandidate({ db, viewer }: Looking): CandidateContext | null {
  if (!viewer?.personId || viewer.mustChangePassword) return null
  const { personId, accountId, name, sessionDigest } = viewer
  return { db, personId, accountId, name, sessionDigest }
}

/** As `requireStaff`, for the API: null where a page would redirect or refuse. */
export function findStaff({ db, viewer }: Looking, roles: readonly RoleName[]): StaffContext | null {
  if (!viewer || viewer.mustChangePassword || !hasRole(viewer, roles)) return null
  return { db, accountId: viewer.accountId, name: viewer.name, viewer }
}

function hasRole(viewer: Pick<Viewer, 'roles'>, roles: readonly RoleName[]): boolean {
  return viewer.roles.some(({ role }) => roles.includes(role))
}

/**
 * The units below which a role holds.
 *
 * @returns `everywhere` when it is not limited; an empty list when the viewer does not have it.
 */
export function regionsOf(viewer: Pick<Viewer, 'roles'>, role: RoleName): 'everywhere' | string[] {
  const units = viewer.roles.filter((held) => held.role === role).map(({ unitId }) => unitId)
  const limited = units.filter((unitId) => unitId !== null)
  return limited.length < units.length ? 'everywhere' : limited
}

function forbid(): never {
  throw data(null, { status: 403, statusText: 'Forbidden' })
}

function returnPathOf(request: Request): string {
  const { pathname, search } = new URL(request.url)
  return encodeURIComponent(pathname + search)
}
