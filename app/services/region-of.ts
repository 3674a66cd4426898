import type { Region } from '#db/queries/regions.ts'
import type { RoleName } from '#db/schema/organisation.ts'

/** Roles as the login read them: null as unit is the whole installation. */
export type RoleHolder = { viewer: { roles: readonly { role: RoleName; unitId: string | null }[] } }

/** Where somebody holds a role. Without the role: nowhere. */
export function regionOf({ viewer }: RoleHolder, role: RoleName): Region {
  const held = viewer.roles.filter((one) => one.role === role).map(({ unitId }) => unitId)
  if (held.includes(null)) return 'everywhere'
  return { unitIds: held.filter((unitId) => unitId !== null) }
}
