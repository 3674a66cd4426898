import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/** Where a role holds: everywhere, or in these units and below them (no units: nowhere). */
export type Region = 'everywhere' | { unitIds: readonly string[] }

/** Whether a unit's path (`units.path`) lies in a region. */
export function inRegion(path: AnyColumn | SQL, region: Region): SQL {
  if (region === 'everywhere') return sql`true`
  if (region.unitIds.length === 0) return sql`false`
  const ids = sql.join(
    region.unitIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  )
  return sql`${path} && array[${ids}]::uuid[]`
}
