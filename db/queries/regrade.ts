import { and, asc, eq, inArray, sql } from 'drizzle-orm'

import type { Db } from '../client.ts'
import { attempts, type PaperItem, papers, receipts } from '../schema/attempts.ts'
import { rollEntries } from '../schema/campaigns.ts'
import { people, units } from '../schema/organisation.ts'
import { regradedAttempts } from '../schema/regrade.ts'
import type { AttemptRow } from './attempts.ts'
import { insertRows } from './insert-rows.ts'
import { inRegion, type Region } from './regions.ts'

/** Attempts that were closed and count for something: not those annulled for a technical fault. */
const isClosed = inArray(attempts.state, ['handed-in', 'void'])

/** The closed attempts of an exam, in the order of their ids. */
export async function listClosedIds(tx: Db, examId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: attempts.id })
    .from(attempts)
    .where(and(eq(attempts.examId, examId), isClosed))
    .orderBy(asc(attempts.id))
  return rows.map(({ id }) => id)
}

/** A closed attempt with everything needed to grade it afresh. */
export type GradableAttempt = {
  attempt: AttemptRow
  items: PaperItem[]
  /** The current answer per item. */
  responses: Map<string, string[]>
}

/**
 * Those of the closed attempts whose paper has a question version.
 *
 * @param wanted.lock Keeps their rows locked, in the order of their ids, until the transaction ends.
 */
export async function readGradable(
  tx: Db,
  wanted: { examId: string; questionVersionId: string; ids: readonly string[]; lock: boolean },
): Promise<GradableAttempt[]> {
  const item = JSON.stringify([{ questionVersionId: wanted.questionVersionId }])
  const query = tx
    .select({ attempt: attempts, items: papers.items })
    .from(attempts)
    .innerJoin(papers, eq(papers.id, attempts.paperId))
    .where(and(among(attempts.id, wanted.ids), isClosed, sql`${papers.items} @> ${item}::jsonb`))
    .orderBy(asc(attempts.id))
  const rows = await (wanted.lock ? query.for('no key update', { of: attempts }) : query)
  // In the order they were given: of several answers to an item, the last one in the object is the one that is read.
  const { rows: answered } = await tx.execute<{ id: string; responses: Record<string, string[]> }>(sql`
    select attempt_id as id, json_object_agg(item_id, response order by generation, seq) as responses
    from responses
    where exam_id = ${wanted.examId} and ${among(
      sql`attempt_id`,
      rows.map(({ attempt }) => attempt.id),
    )}
    group by attempt_id`)
  const responses = new Map(answered.map((one) => [one.id, new Map(Object.entries(one.responses))]))
  return rows.map((row) => ({
    ...row,
    responses: responses.get(row.attempt.id) ?? new Map<string, string[]>(),
  }))
}

export type NewRegrade = typeof regradedAttempts.$inferInsert & { id: string }
type NewReceipt = typeof receipts.$inferInsert

/** Writes what a correction did: scores, the record of each change, and a receipt for each. */
export async function writeRegrades(
  tx: Db,
  regrades: readonly NewRegrade[],
  newReceipts: readonly NewReceipt[],
): Promise<void> {
  if (regrades.length === 0) return
  const scores = regrades.map(({ attemptId, scoreAfter, passedAfter }) => ({
    id: attemptId,
    score: scoreAfter,
    passed: passedAfter,
  }))
  await tx.execute(sql`
    update attempts set score = new.score, passed = new.passed
    from json_to_recordset(${JSON.stringify(scores)}::json) as new(id uuid, score integer, passed boolean)
    where attempts.id = new.id`)
  await insertRows(tx, regradedAttempts, regrades)
  await insertRows(tx, receipts, newReceipts)
}

/**
 * How people stand in an exam by the attempts other than these.
 *
 * @returns Only people who have passed another attempt, or have a void one.
 */
export async function listStandings(
  tx: Db,
  examId: string,
  { personIds, attemptIds }: { personIds: readonly string[]; attemptIds: readonly string[] },
) {
  const others = await tx
    .select({
      personId: attempts.personId,
      passedElsewhere: sql<boolean>`coalesce(bool_or(${and(
        eq(attempts.state, 'handed-in'),
        eq(attempts.passed, true),
        sql`not ${among(attempts.id, attemptIds)}`,
      )}), false)`,
      barred: sql<boolean>`bool_or(${attempts.state} = 'void')`,
    })
    .from(attempts)
    .where(and(eq(attempts.examId, examId), among(attempts.personId, personIds), isClosed))
    .groupBy(attempts.personId)
  return new Map(others.map(({ personId, ...standing }) => [personId, standing]))
}

/** Who somebody is in the list of an effect: with the unit of the campaign's roll, or the present one. */
export type AffectedPerson = {
  personId: string
  name: string
  employeeNo: string
  unitZh: string
  unitEn: string
}

/** Those of these people who count in a region. */
export async function listAffectedPeople(
  tx: Db,
  { campaignId, region, personIds }: { campaignId: string; region: Region; personIds: readonly string[] },
): Promise<Map<string, AffectedPerson>> {
  const rows = await tx
    .select({
      personId: people.id,
      name: people.name,
      employeeNo: people.employeeNo,
      unitZh: units.nameZh,
      unitEn: units.nameEn,
    })
    .from(people)
    .leftJoin(rollEntries, and(eq(rollEntries.personId, people.id), eq(rollEntries.campaignId, campaignId)))
    .innerJoin(units, sql`${units.id} = coalesce(${rollEntries.unitId}, ${people.unitId})`)
    .where(and(among(people.id, personIds), inRegion(units.path, region)))
  return new Map(rows.map((row) => [row.personId, row]))
}

/** What a correction, or its reversal, did to each attempt. */
export async function listRegradesOfFix(tx: Db, keyFixId: string, reverted: boolean) {
  return tx
    .select({
      regrade: regradedAttempts,
      personId: attempts.personId,
      tryNo: attempts.tryNo,
      state: attempts.state,
    })
    .from(regradedAttempts)
    .innerJoin(attempts, eq(attempts.id, regradedAttempts.attemptId))
    .where(and(eq(regradedAttempts.keyFixId, keyFixId), eq(regradedAttempts.reverted, reverted)))
}

// One array and not a list: a statement takes at most 65,535 parameters.
const among = (column: Parameters<typeof inArray>[0] | ReturnType<typeof sql>, ids: readonly string[]) =>
  sql`${column} = any(${sql.param([...ids])}::uuid[])`
