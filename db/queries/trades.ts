import { eq, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { campaigns } from '../schema/campaigns.ts'

/**
 * The trades that a candidate's own part is assembled for (rule A9): that of the department which the unit belongs to, none
 * where there is no department or it has no trade. The unit is the one on the campaign's roll, else the person's own.
 */
export async function listTradesOfCandidate(
  tx: Db,
  { campaignId, personId }: { campaignId: string; personId: string },
): Promise<string[]> {
  const { rows } = await tx.execute<{ trade: string | null }>(sql`
    select department.trade
    from people person
    left join roll_entries entry on entry.person_id = person.id and entry.campaign_id = ${campaignId}
    join units unit on unit.id = coalesce(entry.unit_id, person.unit_id)
    join units department on department.id = any(unit.path) and department.level = 'department'
    where person.id = ${personId}
    order by cardinality(department.path) desc
    limit 1`)
  const trade = rows[0]?.trade
  return trade ? [trade] : []
}

export type DepartmentRow = {
  unitId: string
  nameZh: string
  nameEn: string
  trade: string | null
}

/** The unit whose campaign it is. */
export async function findCampaignUnit(tx: Db, campaignId: string): Promise<string> {
  const [row] = await tx
    .select({ unitId: campaigns.unitId })
    .from(campaigns)
    .where(eq(campaigns.id, campaignId))
  if (!row) throw new Error(`Campaign ${campaignId} is missing.`)
  return row.unitId
}

/**
 * The departments of a unit and below it, in the order in which offices list them; with them the units outside departments
 * in which people work. Where there is neither, the unit itself.
 */
export async function listDepartments(tx: Db, unitId: string): Promise<DepartmentRow[]> {
  const { rows } = await tx.execute<DepartmentRow>(sql`
    select unit.id as "unitId", unit.name_zh as "nameZh", unit.name_en as "nameEn", unit.trade
    from units unit
    where unit.path && array[${unitId}]::uuid[] and (
      unit.level = 'department'
      or not exists (select from units above where above.id = any(unit.path) and above.level = 'department')
        and exists (select from people where unit_id = unit.id)
      or unit.id = ${unitId}
        and not exists (select from units below where below.path && array[${unitId}]::uuid[] and below.level = 'department')
    )
    order by (
      select array_agg(above.rank order by cardinality(above.path)) from units above where above.id = any(unit.path)
    ), unit.code`)
  return rows
}

/** The trades of every unit that lies in a department which has one, by unit id. */
export async function listTradesOfUnits(tx: Db): Promise<Map<string, string[]>> {
  const { rows } = await tx.execute<{ unitId: string; trade: string }>(sql`
    select distinct on (unit.id) unit.id as "unitId", department.trade
    from units unit
    join units department on department.id = any(unit.path) and department.level = 'department'
    where department.trade is not null
    order by unit.id, cardinality(department.path) desc`)
  return new Map(rows.map(({ unitId, trade }) => [unitId, [trade]]))
}
