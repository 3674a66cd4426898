import type { Db } from '#db/client.ts'
import type { Actor } from '#db/queries/audit.ts'
import { type AuditScope, includesRoot } from '#db/queries/audit-pages.ts'
import type { RoleName } from '#db/schema/organisation.ts'

/** Somebody who reads the audit log. */
export type AuditReader = {
  db: Db
  accountId: string
  name: string
  viewer: { roles: readonly { role: RoleName; unitId: string | null }[] }
}

export const actorOf = ({ accountId, name }: AuditReader): Actor => ({ id: accountId, name })

/**
 * What an auditor may read: rows of the own region; everything for the auditor of the whole installation, or of the
 * root of its tree. Rows that belong to no unit are only in everything.
 *
 * @returns Null: not an auditor.
 */
export async function scopeOf(tx: Db, { viewer }: AuditReader): Promise<AuditScope | null> {
  const held = viewer.roles.filter(({ role }) => role === 'auditor').map(({ unitId }) => unitId)
  if (held.length === 0) return null
  const unitIds = held.filter((unitId) => unitId !== null)
  if (unitIds.length < held.length || (await includesRoot(tx, unitIds))) return 'everything'
  return { unitIds }
}
