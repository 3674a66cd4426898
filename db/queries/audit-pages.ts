import { and, desc, eq, gte, ilike, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { auditLog, auditSeals } from '../schema/audit.ts'
import { accounts, units } from '../schema/organisation.ts'

/** Which rows may be read: all, or those of these units and below them. */
export type AuditScope = 'everything' | { unitIds: readonly string[] }

export type AuditFilter = {
  action?: string | undefined
  /** Part of the name of who did it, or their login. */
  person?: string | undefined
  subject?: string | undefined
  subjectId?: string | undefined
  /** From the first instant on, before the second. */
  between?: readonly [Date, Date] | undefined
}

/** Rows of the audit log, the newest first. `before`: an id to go on from. */
export async function listAuditRows(
  tx: Db,
  scope: AuditScope,
  filter: AuditFilter,
  { before, limit }: { before: number | null; limit: number },
) {
  return tx
    .select({
      id: auditLog.id,
      at: auditLog.at,
      actor: auditLog.actor,
      actorLogin: accounts.login,
      action: auditLog.action,
      subject: auditLog.subject,
      subjectId: auditLog.subjectId,
      unitZh: units.nameZh,
      unitEn: units.nameEn,
      detail: auditLog.detail,
    })
    .from(auditLog)
    .leftJoin(accounts, eq(accounts.id, auditLog.actorId))
    .leftJoin(units, eq(units.id, auditLog.unitId))
    .where(and(within(scope), matching(filter), before === null ? undefined : lt(auditLog.id, before)))
    .orderBy(desc(auditLog.id))
    .limit(limit)
}

export type ListedAuditRow = Awaited<ReturnType<typeof listAuditRows>>[number]

function within(scope: AuditScope): SQL | undefined {
  if (scope === 'everything') return undefined
  const ids = sql.join(
    scope.unitIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  )
  return sql`${auditLog.unitId} in (select ${units.id} from ${units} where ${units.path} && array[${ids}]::uuid[])`
}

function matching({ action, person, subject, subjectId, between }: AuditFilter): SQL | undefined {
  return and(
    action ? eq(auditLog.action, action) : undefined,
    person ? by(person) : undefined,
    subject ? eq(auditLog.subject, subject) : undefined,
    subjectId ? eq(auditLog.subjectId, subjectId) : undefined,
    between ? gte(auditLog.at, between[0]) : undefined,
    between ? lt(auditLog.at, between[1]) : undefined,
  )
}

function by(person: string): SQL | undefined {
  const pattern = `%${person.replace(/[\\%_]/g, '\\$&')}%`
  return or(
    ilike(auditLog.actor, pattern),
    sql`${auditLog.actorId} in (select a.id from ${accounts} a where lower(a.login) = lower(${person}))`,
  )
}

/** Whether one of these units is the root of the tree: whoever audits it audits everything. */
export async function includesRoot(tx: Db, unitIds: readonly string[]): Promise<boolean> {
  if (unitIds.length === 0) return false
  const [row] = await tx
    .select({ id: units.id })
    .from(units)
    .where(and(inArray(units.id, [...unitIds]), isNull(units.parentId)))
    .limit(1)
  return row !== undefined
}

/** More is not counted: the page then says "more than". */
const MOST_COUNTED = 1000

/** How far the log is sealed, and how many rows still wait (1000 at most are counted). */
export async function readSealing(tx: Db): Promise<{
  sealed: { position: number; auditId: number; digest: Buffer; sealedAt: Date; at: Date | null } | null
  waiting: number
}> {
  const [sealed] = await tx
    .select({
      position: auditSeals.position,
      auditId: auditSeals.auditId,
      digest: auditSeals.digest,
      sealedAt: auditSeals.sealedAt,
      at: auditLog.at,
    })
    .from(auditSeals)
    .leftJoin(auditLog, eq(auditLog.id, auditSeals.auditId))
    .orderBy(desc(auditSeals.position))
    .limit(1)
  const { rows } = await tx.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from (
      select 1 from ${auditLog}
      where not exists (select 1 from ${auditSeals} where ${auditSeals.auditId} = ${auditLog.id})
      limit ${MOST_COUNTED}
    ) unsealed`)
  return { sealed: sealed ?? null, waiting: rows[0]?.waiting ?? 0 }
}
