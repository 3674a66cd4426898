import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { blueprints } from '../schema/blueprints.ts'
import { laws } from '../schema/laws.ts'
import { accounts, units } from '../schema/organisation.ts'
import { inRegion, type Region } from './regions.ts'

const found = {
  id: blueprints.id,
  unitId: blueprints.unitId,
  nameZh: blueprints.nameZh,
  nameEn: blueprints.nameEn,
  blueprint: blueprints.blueprint,
  durationMinutes: blueprints.durationMinutes,
  passMarks: blueprints.passMarks,
  changedAt: blueprints.changedAt,
  archivedAt: blueprints.archivedAt,
  unitZh: units.nameZh,
  unitEn: units.nameEn,
  changedByName: accounts.name,
}

export type FoundBlueprint = Awaited<ReturnType<typeof listBlueprints>>[number]

const selectFound = (tx: Db) =>
  tx
    .select(found)
    .from(blueprints)
    .innerJoin(units, eq(units.id, blueprints.unitId))
    .leftJoin(accounts, eq(accounts.id, blueprints.changedBy))

/** The blueprints that units of a region keep: those in use first, the newest change first. */
export async function listBlueprints(tx: Db, region: Region, limit: number) {
  return selectFound(tx)
    .where(inRegion(units.path, region))
    .orderBy(sql`${blueprints.archivedAt} is not null`, desc(blueprints.changedAt), desc(blueprints.id))
    .limit(limit)
}

/** A blueprint of a region; another region's is not found. */
export async function findBlueprint(tx: Db, region: Region, id: string): Promise<FoundBlueprint | null> {
  const [row] = await selectFound(tx).where(and(eq(blueprints.id, id), inRegion(units.path, region)))
  return row ?? null
}

/** As `findBlueprint`, and keeps the row locked until the surrounding transaction ends. */
export async function lockBlueprint(tx: Db, region: Region, id: string): Promise<FoundBlueprint | null> {
  await tx.select({ id: blueprints.id }).from(blueprints).where(eq(blueprints.id, id)).for('update')
  return findBlueprint(tx, region, id)
}

export async function insertBlueprint(tx: Db, row: typeof blueprints.$inferInsert): Promise<string> {
  const [made] = await tx.insert(blueprints).values(row).returning({ id: blueprints.id })
  if (!made) throw new Error('The blueprint was not written.')
  return made.id
}

export async function updateBlueprint(
  tx: Db,
  id: string,
  change: Partial<typeof blueprints.$inferInsert>,
): Promise<void> {
  await tx.update(blueprints).set(change).where(eq(blueprints.id, id))
}

/** The unit that what an administrator of a region makes belongs to: the highest of the region. Null: there is none yet. */
export async function findHomeUnit(tx: Db, region: Region): Promise<string | null> {
  if (region !== 'everywhere' && region.unitIds.length === 0) return null
  const [row] = await tx
    .select({ id: units.id })
    .from(units)
    .where(region === 'everywhere' ? isNull(units.parentId) : inArray(units.id, [...region.unitIds]))
    .orderBy(sql`cardinality(${units.path})`, asc(units.rank), asc(units.code))
    .limit(1)
  return row?.id ?? null
}

/** Every law of the registry by its short name, with its branch of law (empty: none is known). */
export async function listLawNames(tx: Db): Promise<{ id: string; short: string; field: string }[]> {
  return tx
    .select({ id: laws.id, short: laws.short, field: laws.field })
    .from(laws)
    .orderBy(asc(laws.field), asc(laws.short))
}
