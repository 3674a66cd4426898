import { and, eq, inArray, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { campaigns, rollEntries, studyResults } from '../schema/campaigns.ts'
import { people, units } from '../schema/organisation.ts'

export type StudyCredits = { totalCredits: number; compulsoryCredits: number }

/** A person found by employee number, as a study import must know them. */
export type StudyPerson = {
  personId: string
  employeeNo: string
  onRoll: boolean
  /** Path of the unit of the cut-off date; of the present unit for somebody who is not on the roll. */
  path: string[]
  /** What is kept so far. */
  kept: StudyCredits | null
}

/** Rows of one statement: far below the 65,535 parameters a statement may have. */
const chunk = 5_000

/** The people with these employee numbers; a number nobody has is left out. */
export async function findStudyPeople(
  tx: Db,
  campaignId: string,
  employeeNos: readonly string[],
): Promise<StudyPerson[]> {
  const found: StudyPerson[] = []
  for (let from = 0; from < employeeNos.length; from += chunk) {
    const rows = await tx
      .select({
        personId: people.id,
        employeeNo: people.employeeNo,
        rollUnitId: rollEntries.unitId,
        path: units.path,
        totalCredits: studyResults.totalCredits,
        compulsoryCredits: studyResults.compulsoryCredits,
      })
      .from(people)
      .leftJoin(rollEntries, and(eq(rollEntries.campaignId, campaignId), eq(rollEntries.personId, people.id)))
      .innerJoin(units, eq(units.id, sql`coalesce(${rollEntries.unitId}, ${people.unitId})`))
      .leftJoin(
        studyResults,
        and(eq(studyResults.campaignId, campaignId), eq(studyResults.personId, people.id)),
      )
      .where(inArray(people.employeeNo, employeeNos.slice(from, from + chunk)))
    found.push(
      ...rows.map(({ rollUnitId, totalCredits, compulsoryCredits, ...person }) => ({
        ...person,
        onRoll: rollUnitId !== null,
        kept:
          totalCredits === null || compulsoryCredits === null ? null : { totalCredits, compulsoryCredits },
      })),
    )
  }
  return found
}

export type StudyResultRow = typeof studyResults.$inferInsert

/** Keeps credits; the newest import holds. */
export async function keepStudyResults(tx: Db, rows: readonly StudyResultRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += chunk) {
    await tx
      .insert(studyResults)
      .values(rows.slice(from, from + chunk))
      .onConflictDoUpdate({
        target: [studyResults.campaignId, studyResults.personId],
        set: {
          totalCredits: sql`excluded.total_credits`,
          compulsoryCredits: sql`excluded.compulsory_credits`,
          importId: sql`excluded.import_id`,
          importedAt: sql`excluded.imported_at`,
        },
      })
  }
}

/** Locks a campaign: two imports, or an import and the locking of figures, do not cross. */
export async function lockCampaign(
  tx: Db,
  campaignId: string,
): Promise<typeof campaigns.$inferSelect | null> {
  const [row] = await tx.select().from(campaigns).where(eq(campaigns.id, campaignId)).for('no key update')
  return row ?? null
}
